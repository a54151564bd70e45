package dev.ringback.cli;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.rule.Label;
import dev.ringback.twilio.callback.MalformedBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alerts check}: what the settings file says of alerts, what is wrong with it, and what it would make of an event. */
@Command(
        name = "check",
        description = {
            "Reads alerts and forward of the settings file and says what they mean, or everything that is wrong.",
            "With an event or labels: which rules hold, and why not. Needs no account, no database, and sends nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:the file is good", "2:the file, the event or a label is wrong"})
public final class AlertsCheckCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final InputStream in;
    private final Clock clock;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The settings file (RINGBACK_CONFIG; default ringback.yaml).")
    private @Nullable Path file;

    @Option(
            names = "--event",
            paramLabel = "FILE",
            description = "The body of a webhook as Twilio sends it, form-encoded or JSON; - for standard input.")
    private @Nullable String event;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "A label of a made-up event, such as error_code=30007. Can be repeated.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Spec
    private @Nullable CommandSpec spec;

    /** @param in what stands for {@code -} */
    public AlertsCheckCommand(Map<String, String> environment, InputStream in, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.in = in;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = commandLine.getOut();
        PrintWriter err = commandLine.getErr();
        Map<Label, String> said = labels(commandLine);
        Optional<ForwardOptions> options = AlertsFile.read(AlertsFile.path(file, environment), err);
        if (options.isEmpty()) {
            return AlertsFile.WRONG;
        }
        try {
            AlertsTrial trial = new AlertsTrial(options.get(), out, clock.instant());
            if (event == null && said.isEmpty()) {
                new AlertsSummary(options.get(), out).print();
            } else if (event == null) {
                trial.print(TrialEvent.of(said, clock.instant()));
            } else {
                TrialEvent.read(body(event), clock.instant()).forEach(trial::print);
            }
            return 0;
        } catch (MalformedBodyException wrong) {
            err.println("ringback: the event is neither a form nor JSON");
        } catch (IOException unreadable) {
            err.println("ringback: the event cannot be read from " + event);
        } finally {
            out.flush();
        }
        return AlertsFile.WRONG;
    }

    private byte[] body(String from) throws IOException {
        return from.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(from));
    }

    private Map<Label, String> labels(CommandLine commandLine) {
        if (event != null && !labels.isEmpty()) {
            throw new ParameterException(commandLine, "--event and --label exclude each other");
        }
        Map<Label, String> said = new EnumMap<>(Label.class);
        labels.forEach((name, value) -> said.put(
                Label.of(name)
                        .orElseThrow(() -> new ParameterException(
                                commandLine, "--label knows no '" + name + "'; there are " + Label.names())),
                value));
        return said;
    }
}
