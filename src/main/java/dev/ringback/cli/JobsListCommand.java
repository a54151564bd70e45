package dev.ringback.cli;

import dev.ringback.storage.Database;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jobs list}: the newest jobs. */
@Command(
        name = "list",
        description = "Lists the newest jobs: id, kind, state, progress, who asked, since when, and the outcome.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:listed", "1:the database cannot be read", "2:the settings are wrong"})
public final class JobsListCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many to list at most (default 20).")
    private int limit;

    @Spec
    private @Nullable CommandSpec spec;

    public JobsListCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        return BesideServer.run(
                flags, environment, commandLine.getErr(), (settings, database) -> list(database, commandLine.getOut()));
    }

    private int list(Database database, PrintWriter out) {
        database.jobs().newestFirst(Long.MAX_VALUE, Math.max(0, limit)).forEach(job -> out.println(JobText.line(job)));
        out.flush();
        return 0;
    }
}
