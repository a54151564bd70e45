package dev.ringback.cli;

import dev.ringback.storage.jdbi.DatabaseRestore;
import dev.ringback.storage.jdbi.DatabaseRestore.Restored;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore FILE}: a backup becomes the database. */
@Command(
        name = "restore",
        description = "Puts the backup FILE where the database is to be, while nothing is served.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the database is the backup, checked and on disk",
            "1:nothing has changed, and the message says why",
            "2:the settings are wrong"
        })
public final class RestoreCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private DatabaseFlag database = new DatabaseFlag();

    @Option(
            names = "--replace",
            description = "Move a database that is there aside, under a name that the message tells.")
    private boolean replace;

    @Parameters(paramLabel = "FILE", description = "What 'ringback backup' has written. Stays as it is.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    public RestoreCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Path backup = Objects.requireNonNull(file);
        DatabaseTask task = new DatabaseTask(
                environment,
                database,
                Objects.requireNonNull(spec).commandLine().getErr());
        return task.run("restore", (options, progress) -> {
            Restored restored = new DatabaseRestore(backup, options, clock.instant()).run(replace, progress);
            return String.format(Locale.ROOT, "%,d events restored from %s", restored.events(), backup)
                    + restored.movedTo()
                            .map(aside -> "; the database that was there is now " + aside)
                            .orElse("");
        });
    }
}
