package dev.ringback.cli;

import dev.ringback.storage.jdbi.sqlite.SqliteBackup;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup FILE}: a copy of the database, also of one that is being served. */
@Command(
        name = "backup",
        description = "Copies the database into FILE, also while it is being served; nobody waits for it.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the copy is complete, checked and on disk",
            "1:there is no copy, and the message says why",
            "2:the settings are wrong"
        })
public final class BackupCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private DatabaseFlag database = new DatabaseFlag();

    @Parameters(paramLabel = "FILE", description = "Where to write the copy. Must not exist.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    public BackupCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path target = Objects.requireNonNull(file);
        DatabaseTask task = new DatabaseTask(
                environment,
                database,
                Objects.requireNonNull(spec).commandLine().getErr());
        return task.run("backup", (options, progress) -> {
            SqliteBackup.Written written = SqliteBackup.write(options.file(), target, progress);
            return String.format(
                    Locale.ROOT,
                    "%,d events, %,d bytes, checked and synced, are in %s",
                    written.events(),
                    written.bytes(),
                    target);
        });
    }
}
