package dev.ringback;

import dev.ringback.cli.BackupCommand;
import dev.ringback.cli.DemoCommand;
import dev.ringback.cli.QuarantineCommand;
import dev.ringback.cli.QuarantineListCommand;
import dev.ringback.cli.QuarantineReplayCommand;
import dev.ringback.cli.RebuildCommand;
import dev.ringback.cli.RestoreCommand;
import dev.ringback.cli.RingbackVersion;
import dev.ringback.cli.ServeCommand;
import dev.ringback.cli.SimulateCommand;
import dev.ringback.cli.WrongArgumentsHandler;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. Wrong arguments end with the usage and exit code 2. */
@Command(
        name = "ringback",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps a local, always-current copy of your Twilio state, fed by Twilio's own webhooks.",
        commandListHeading = "%nCommands ('ringback COMMAND --help' tells more):%n")
public final class Ringback implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    private Ringback() {}

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv(), Clock.systemUTC()).execute(args));
    }

    /** The program with its commands. {@code execute} on it runs one and returns its exit code. */
    static CommandLine commandLine(Map<String, String> environment, Clock clock) {
        return new CommandLine(new Ringback())
                .addSubcommand(new ServeCommand(environment, RingbackServer::start, clock))
                .addSubcommand(new BackupCommand(environment))
                .addSubcommand(new RestoreCommand(environment, clock))
                .addSubcommand(new RebuildCommand(environment))
                .addSubcommand(new DemoCommand(RingbackServer::start, clock))
                .addSubcommand(new SimulateCommand(environment, clock))
                .addSubcommand(new CommandLine(new QuarantineCommand())
                        .addSubcommand(new QuarantineListCommand(environment))
                        .addSubcommand(new QuarantineReplayCommand(environment)))
                // Only after the commands: it is handed down to those that are there.
                .setParameterExceptionHandler(new WrongArgumentsHandler());
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Which command?");
    }
}
