package dev.ringback.cli;

import dev.ringback.model.Silence;
import dev.ringback.storage.Database;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alerts silences}: what is silenced. */
@Command(
        name = "silences",
        description = "Lists active and pending silences, newest first.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:listed", "1:the database cannot be read", "2:the settings are wrong"})
public final class AlertsSilencesCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Option(names = "--all", description = "Also list silences that ended in the last days.")
    private boolean all;

    @Spec
    private @Nullable CommandSpec spec;

    public AlertsSilencesCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        return BesideServer.run(
                flags, environment, commandLine.getErr(), (settings, database) -> list(database, commandLine.getOut()));
    }

    private int list(Database database, PrintWriter out) {
        Instant now = clock.instant();
        List<Silence> silences = database.silences().endingAfter(all ? Instant.EPOCH : now);
        silences.forEach(silence -> out.println(SilenceText.line(silence, now)));
        if (silences.isEmpty()) {
            out.println("nothing is silenced");
        }
        out.flush();
        return 0;
    }
}
