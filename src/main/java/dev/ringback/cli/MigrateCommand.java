package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.storage.Database;
import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.upkeep.Migration;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code migrate}: copies everything into another database. */
@Command(
        name = "migrate",
        description = {
            "Copies the log of events, the quarantine, silences, open groups of alerts and all deliveries into an empty database, makes all"
                    + " resources anew there, and compares both. Forwarding goes on there where it stopped.",
            "Neither may be served meanwhile. Interrupted, it goes on where it was when it is run again."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:everything is copied, and both are the same",
            "1:it is not, and the message says why",
            "2:the settings are wrong"
        })
public final class MigrateCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Option(names = "--from", paramLabel = "URL", required = true, description = "The database that is copied.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "URL",
            required = true,
            description = "The new database, which is empty or does not exist yet.")
    private @Nullable String to;

    @Spec
    private @Nullable CommandSpec spec;

    public MigrateCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        DatabaseOptions source;
        DatabaseOptions target;
        try {
            source = DatabaseFlag.read(environment, "--from", Objects.requireNonNull(from));
            target = DatabaseFlag.read(environment, "--to", Objects.requireNonNull(to));
        } catch (InvalidSettingsException invalid) {
            return WrongSettings.end(invalid, err);
        }
        return DatabaseTask.perform("migrate", err, progress -> migrate(source, target, progress));
    }

    private static String migrate(DatabaseOptions source, DatabaseOptions target, ProgressListener progress) {
        try (Database from = Databases.openForRebuild(source);
                Database to = Databases.openToFill(target)) {
            Migration.Result result = new Migration(from, to, source.shownUrl()).run(progress);
            return String.format(
                    Locale.ROOT,
                    "%,d events, %,d requests of the quarantine, %,d silences, %,d entries on groups of alerts and %,d deliveries with %,d attempts are"
                            + " in %s; both have the digest %016x%016x, and the resources are the same",
                    result.events(),
                    result.rows("quarantine"),
                    result.rows("silence"),
                    result.rows("alert_group"),
                    result.rows("delivery"),
                    result.rows("delivery_attempt"),
                    target.shownUrl(),
                    result.digest().high(),
                    result.digest().low());
        }
    }
}
