package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.forward.mute.InvalidSilenceException;
import dev.ringback.forward.mute.SilenceDraft;
import dev.ringback.model.Action;
import dev.ringback.model.Silence;
import dev.ringback.storage.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alerts silence}: adds a silence, beside a server or without one. */
@Command(
        name = "silence",
        description = "Suppresses matching notices for a while. A running server applies it within seconds.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:silenced",
            "1:the database cannot be written",
            "2:the settings are wrong, or such a silence cannot be"
        })
public final class AlertsSilenceCommand implements Callable<Integer> {
    private static final Map<String, String> FLAGS = Map.of(
            "matchers", "--matcher",
            "rule", "--rule",
            "duration", "--for",
            "created_by", "--by",
            "comment", "--comment");

    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Option(
            names = "--matcher",
            paramLabel = "MATCHER",
            description = "A matcher as in rules, such as 'error_code = 30007'. Can be repeated; all have to match.")
    private List<String> matchers = new ArrayList<>();

    @Option(names = "--rule", paramLabel = "RULE", description = "Suppress notices of this rule only.")
    private String rule = "";

    @Option(names = "--for", required = true, paramLabel = "DURATION", description = "How long it lasts: 30m, 2h, 7d.")
    private String duration = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Your name (default: USER).")
    private @Nullable String by;

    @Option(names = "--comment", paramLabel = "TEXT", description = "The reason.")
    private String comment = "";

    @Spec
    private @Nullable CommandSpec spec;

    public AlertsSilenceCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        return BesideServer.run(
                flags, environment, commandLine.getErr(), (settings, database) -> add(settings, database, commandLine));
    }

    private int add(Settings settings, Database database, CommandLine commandLine) {
        Instant now = clock.instant();
        String name = by == null ? environment.getOrDefault("USER", "") : by;
        SilenceDraft draft = new SilenceDraft(rule, matchers, null, null, duration, name, comment);
        try {
            Silence silence =
                    database.silences().add(draft.silence(settings.forward().rules(), now));
            new CommandAudit(database, clock).record(Action.SILENCE, silence.summary(), 1);
            commandLine.getOut().println(SilenceText.line(silence, now));
            commandLine.getOut().flush();
            return 0;
        } catch (InvalidSilenceException invalid) {
            commandLine
                    .getErr()
                    .println("ringback: " + FLAGS.getOrDefault(invalid.field(), invalid.field()) + " "
                            + invalid.problem());
            return CommandLine.ExitCode.USAGE;
        }
    }
}
