package dev.ringback.cli;

import dev.ringback.model.Action;
import dev.ringback.model.Silence;
import dev.ringback.storage.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alerts expire}: ends a silence before its time. */
@Command(
        name = "expire",
        description = "Ends a silence now.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:it is over",
            "1:there is no such silence, or the database cannot be written",
            "2:the settings are wrong"
        })
public final class AlertsExpireCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Parameters(paramLabel = "ID", description = "The id that 'alerts silences' shows.")
    private long id;

    @Spec
    private @Nullable CommandSpec spec;

    public AlertsExpireCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        return BesideServer.run(
                flags, environment, commandLine.getErr(), (settings, database) -> end(database, commandLine));
    }

    private int end(Database database, CommandLine commandLine) {
        Instant now = clock.instant();
        Optional<Silence> silence = database.silences().end(id, now);
        if (silence.isEmpty()) {
            commandLine.getErr().println("ringback: there is no silence " + id);
            return BesideServer.FAILED;
        }
        new CommandAudit(database, clock)
                .record(Action.SILENCE_END, silence.get().summary(), 1);
        commandLine.getOut().println(SilenceText.line(silence.get(), now));
        commandLine.getOut().flush();
        return 0;
    }
}
