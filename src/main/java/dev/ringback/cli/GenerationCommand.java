package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.storage.Database;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
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

/** {@code generation}: the name that ids of events and deliveries are given under. */
@Command(
        name = "generation",
        description = {
            "Shows the generation of the database: ids of events and deliveries name the same thing as long as it stays.",
            "Give the database a new one after it was restored by other means than 'ringback restore', as by pg_restore."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:the answer says which it is", "1:the message says why not", "2:the settings are wrong"})
public final class GenerationCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private DatabaseFlag database = new DatabaseFlag();

    @Option(names = "--new", description = "Write a new one first, while no server runs.")
    private boolean renew;

    @Spec
    private @Nullable CommandSpec spec;

    public GenerationCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        try {
            DatabaseOptions options = database.read(environment);
            String answer = renew ? renewed(options) : current(options);
            commandLine.getOut().println(answer);
            commandLine.getOut().flush();
            return 0;
        } catch (InvalidSettingsException invalid) {
            return WrongSettings.end(invalid, commandLine.getErr());
        } catch (StorageException failed) {
            commandLine.getErr().println("ringback: generation failed: " + StartFailure.explain(failed));
            return BesideServer.FAILED;
        }
    }

    private static String current(DatabaseOptions options) {
        try (Database opened = Databases.openBesideServer(options)) {
            return "the generation of the database is " + opened.generation().current();
        }
    }

    private static String renewed(DatabaseOptions options) {
        try (Database opened = Databases.openForRebuild(options)) {
            return "the generation of the database is now "
                    + opened.generation().renew();
        }
    }
}
