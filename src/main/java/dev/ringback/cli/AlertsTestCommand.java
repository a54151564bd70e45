package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.SettingsReader;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.delivery.ReceiverSettings;
import dev.ringback.forward.notice.ErrorCatalogue;
import dev.ringback.forward.notice.NoticeLinks;
import dev.ringback.forward.notice.NoticeRenderer;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alerts test}: sends a notice that says that it is a test. */
@Command(
        name = "test",
        description = "Sends a test notice through a receiver, rendered by that receiver's templates.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:delivered", "1:not delivered", "2:the file is wrong, or has no such receiver"})
public final class AlertsTestCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Parameters(index = "0", paramLabel = "RECEIVER", description = "The receiver's name in the settings file.")
    private String receiver = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The settings file (RINGBACK_CONFIG; default ringback.yaml).")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    public AlertsTestCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        PrintWriter err = commandLine.getErr();
        Optional<ForwardOptions> options = AlertsFile.read(AlertsFile.path(file, environment), err);
        if (options.isEmpty()) {
            return AlertsFile.WRONG;
        }
        OutboundOptions outbound;
        try {
            outbound = new SettingsReader(environment).readOutbound();
        } catch (InvalidSettingsException invalid) {
            return WrongSettings.end(invalid, err);
        }
        Optional<ReceiverSettings> found = options.get().receivers().stream()
                .filter(settings -> settings.name().equals(receiver))
                .findFirst();
        if (found.isEmpty()) {
            err.println("ringback: " + missing(options.get()));
            return AlertsFile.WRONG;
        }
        return send(found.get(), options.get().withOutbound(outbound), commandLine.getOut());
    }

    private String missing(ForwardOptions options) {
        if (options.targets().stream().anyMatch(target -> target.name().equals(receiver))) {
            return receiver + " is a forward target: it gets events, no notices";
        }
        List<String> names =
                options.receivers().stream().map(ReceiverSettings::name).toList();
        return "there is no receiver " + receiver + "; there are "
                + (names.isEmpty() ? "none" : String.join(", ", names));
    }

    private int send(ReceiverSettings settings, ForwardOptions options, PrintWriter out) throws IOException {
        NoticeRenderer renderer = new NoticeRenderer(ErrorCatalogue.shipped(), NoticeLinks.NONE, settings.templates());
        try (OutboundHttp http = options.openHttp()) {
            long begin = System.nanoTime();
            Reply reply = settings.opening().apply(http).send(renderer.sample(clock));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            out.println(settings.name() + " (" + settings.kind() + "): "
                    + reply.outcome().value() + " in " + millis + " ms: "
                    + Printable.line(reply.reason()));
            out.flush();
            return reply.outcome() == Outcome.DELIVERED ? 0 : 1;
        }
    }
}
