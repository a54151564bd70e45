package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Settings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code serve}: opens both doors and keeps them open until the process is told to stop. */
@Command(
        name = "serve",
        description = "Takes Twilio's webhooks and answers reads, until stopped.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:stopped by SIGTERM or Ctrl-C, everything taken in is on disk",
            "1:could not start",
            "2:the settings are wrong"
        })
public final class ServeCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final RunningServer.Starter starter;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Spec
    private @Nullable CommandSpec spec;

    public ServeCommand(Map<String, String> environment, RunningServer.Starter starter, Clock clock) {
        this.environment = environment;
        this.starter = starter;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        // First of all, because the JVM would stop at it. A signal that comes too early waits for the server.
        CompletableFuture<RunningServer> started = new CompletableFuture<>();
        Hangup.listen(() -> started.join().reload());
        Settings settings;
        try {
            settings = flags.read(environment);
        } catch (InvalidSettingsException invalid) {
            return WrongSettings.end(invalid, err);
        }
        Shutdown shutdown = Shutdown.install();
        RunningServer server;
        try {
            server = starter.start(settings, clock);
        } catch (RuntimeException failed) {
            return StartFailure.end(failed, err);
        }
        shutdown.first(() -> {
            server.close();
            err.println("ringback: stopped; all that was taken in is on disk");
        });
        announce(settings, server, err);
        server.reloadFrom(() -> flags.read(environment));
        started.complete(server);
        shutdown.await();
        return 0;
    }

    private static void announce(Settings settings, RunningServer server, PrintWriter err) {
        String publicUrl = settings.callback().publicUrl();
        err.println(new RingbackVersion().getVersion()[0] + ": webhooks come in at "
                + settings.callbackListen().withPort(server.callbackPort()) + "/twilio, reads at "
                + settings.apiListen().withPort(server.apiPort()));
        err.println("ringback: database " + settings.database().shownUrl() + ", "
                + settings.accounts().all().size() + " account(s), signed URL "
                + (publicUrl == null ? "as each request and its proxy say" : publicUrl));
    }
}
