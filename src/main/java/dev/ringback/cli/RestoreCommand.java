package dev.ringback.cli;

import dev.ringback.storage.jdbi.sqlite.SqliteRestore;
import dev.ringback.storage.jdbi.sqlite.SqliteRestore.Restored;
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
        description = "Restores the database from the backup FILE, while no server runs.",
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

    @Option(names = "--replace", description = "Move an existing database aside; the message shows its new name.")
    private boolean replace;

    @Parameters(paramLabel = "FILE", description = "A file that 'ringback backup' has written. It is not changed.")
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
            Restored restored = new SqliteRestore(backup, options.file(), clock.instant()).run(replace, progress);
            return String.format(Locale.ROOT, "%,d events restored from %s", restored.events(), backup)
                    + restored.movedTo()
                            .map(aside -> "; the database that was there is now " + aside)
                            .orElse("");
        });
    }
}
