package dev.ringback.cli;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.config.Settings;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.web.door.ListenAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: a Ringback on a temporary database with a made-up account and simulated traffic, to look at before setting anything up. */
@Command(
        name = "demo",
        description =
                "Shows Ringback at work with simulated traffic. Needs no Twilio account, and leaves nothing behind.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class)
public final class DemoCommand implements Callable<Integer> {
    /** Made up: it opens nothing but this demo. */
    private static final Account ACCOUNT = Account.of("AC00000000000000000000000000000000", "demo-token");

    private final RunningServer.Starter starter;
    private final Clock clock;

    @Option(
            names = "--callback-listen",
            paramLabel = "HOST:PORT",
            description = "Where simulated webhooks come in (default 127.0.0.1:8080, or any free port).")
    private @Nullable String callbackListen;

    @Option(
            names = "--api-listen",
            paramLabel = "HOST:PORT",
            description = "Where you read (default 127.0.0.1:8081, or any free port).")
    private @Nullable String apiListen;

    @Spec
    private @Nullable CommandSpec spec;

    public DemoCommand(RunningServer.Starter starter, Clock clock) {
        this.starter = starter;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        ListenAddress callback = address("--callback-listen", callbackListen, 8080);
        ListenAddress api = address("--api-listen", apiListen, 8081);
        TemporaryFolder folder = TemporaryFolder.create("ringback-demo-");
        Shutdown shutdown = Shutdown.install();
        shutdown.first(folder::close);
        DemoNotices notices = new DemoNotices(
                folder.path().resolve("notices.txt"), commandLine().getOut());
        RunningServer server;
        try {
            Settings settings = settings(folder.path(), callback, api, notices);
            new DemoHistory(ACCOUNT, clock).write(settings.database());
            server = starter.start(settings, clock);
        } catch (RuntimeException failed) {
            folder.close();
            return StartFailure.end(failed, commandLine().getErr());
        }
        shutdown.first(server::close);
        DemoTraffic traffic = new DemoTraffic(ACCOUNT, callback.withPort(server.callbackPort()), clock);
        DemoMessages messages =
                new DemoMessages(ACCOUNT, callback.withPort(server.callbackPort()), server::isAwaited, clock);
        DemoGuide guide = new DemoGuide(
                ACCOUNT, api.withPort(server.apiPort()), commandLine().getOut());
        guide.welcome(callback.withPort(server.callbackPort()));
        guide.show(traffic.opening(), traffic.samples(), messages.send());
        notices.show();
        Thread trickle = DaemonThreads.create("ringback-demo", traffic::goOn);
        Thread deliveries = DaemonThreads.create("ringback-demo-deliveries", () -> messages.goOn(guide::showNext));
        trickle.start();
        deliveries.start();
        shutdown.first(trickle::interrupt);
        shutdown.first(deliveries::interrupt);
        shutdown.await();
        return 0;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    /** A port somebody else has is no reason not to see a demo, unless it was asked for. */
    private ListenAddress address(String flag, @Nullable String value, int defaultPort) {
        if (value != null) {
            return ListenAddress.parse(value)
                    .orElseThrow(() -> new ParameterException(commandLine(), flag + " must be HOST:PORT"));
        }
        ListenAddress address = new ListenAddress("127.0.0.1", defaultPort);
        return FreePort.isFree(address) ? address : address.withPort(0);
    }

    private static Settings settings(Path folder, ListenAddress callback, ListenAddress api, DemoNotices notices) {
        return Settings.defaults()
                .at(DatabaseOptions.of(folder.resolve("ringback.db")), callback, api)
                .withAccounts(new Accounts(List.of(ACCOUNT)), notices.options());
    }
}
