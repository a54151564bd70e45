package dev.ringback;

import dev.ringback.cli.AlertsCheckCommand;
import dev.ringback.cli.AlertsCommand;
import dev.ringback.cli.AlertsExpireCommand;
import dev.ringback.cli.AlertsSilenceCommand;
import dev.ringback.cli.AlertsSilencesCommand;
import dev.ringback.cli.AlertsTestCommand;
import dev.ringback.cli.BackfillCommand;
import dev.ringback.cli.BackupCommand;
import dev.ringback.cli.DeliveriesCommand;
import dev.ringback.cli.DeliveriesListCommand;
import dev.ringback.cli.DeliveriesReplayCommand;
import dev.ringback.cli.DemoCommand;
import dev.ringback.cli.GenerationCommand;
import dev.ringback.cli.Hangup;
import dev.ringback.cli.JobsCancelCommand;
import dev.ringback.cli.JobsCommand;
import dev.ringback.cli.JobsListCommand;
import dev.ringback.cli.JobsResumeCommand;
import dev.ringback.cli.MigrateCommand;
import dev.ringback.cli.QuarantineCommand;
import dev.ringback.cli.QuarantineListCommand;
import dev.ringback.cli.QuarantineReplayCommand;
import dev.ringback.cli.RebuildCommand;
import dev.ringback.cli.RehearseCommand;
import dev.ringback.cli.ReloadCommand;
import dev.ringback.cli.RepairCommand;
import dev.ringback.cli.RestoreCommand;
import dev.ringback.cli.RingbackVersion;
import dev.ringback.cli.ServeCommand;
import dev.ringback.cli.SimulateCommand;
import dev.ringback.cli.TailCommand;
import dev.ringback.cli.VaultCommand;
import dev.ringback.cli.VaultCopyCommand;
import dev.ringback.cli.VaultPlanCommand;
import dev.ringback.cli.VaultScanCommand;
import dev.ringback.cli.VaultStatusCommand;
import dev.ringback.cli.VaultVerifyCommand;
import dev.ringback.cli.VersionCommand;
import dev.ringback.cli.WrongArgumentsHandler;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
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
        if (args.length > 0 && args[0].equals("serve")) {
            Hangup.remember();
        }
        System.exit(commandLine(System.getenv(), Clock.systemUTC(), args).execute(args));
    }

    /** The program with its commands. {@code execute} on it runs one and returns its exit code. */
    static CommandLine commandLine(Map<String, String> environment, Clock clock) {
        return program(commands(environment, clock).values());
    }

    /**
     * The same, for these arguments alone: of several commands only the one that is named is made. Picocli looks over each with all its
     * options, which would take longer than opening the database.
     */
    private static CommandLine commandLine(Map<String, String> environment, Clock clock, String... arguments) {
        Map<String, Supplier<Object>> commands = commands(environment, clock);
        Supplier<Object> named = arguments.length == 0 ? null : commands.get(arguments[0]);
        return program(named == null ? commands.values() : List.of(named));
    }

    private static Map<String, Supplier<Object>> commands(Map<String, String> environment, Clock clock) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("serve", () -> new ServeCommand(environment, RingbackServer::start, clock));
        commands.put("reload", () -> new ReloadCommand(environment));
        commands.put("tail", () -> new TailCommand(environment, ZoneId.systemDefault()));
        commands.put("backup", () -> new BackupCommand(environment));
        commands.put("restore", () -> new RestoreCommand(environment, clock));
        commands.put("rebuild", () -> new RebuildCommand(environment, clock));
        commands.put("migrate", () -> new MigrateCommand(environment));
        commands.put("generation", () -> new GenerationCommand(environment));
        commands.put("demo", () -> new DemoCommand(RingbackServer::start, clock));
        commands.put("simulate", () -> new SimulateCommand(environment, clock));
        commands.put(
                "quarantine",
                () -> new CommandLine(new QuarantineCommand())
                        .addSubcommand(new QuarantineListCommand(environment))
                        .addSubcommand(new QuarantineReplayCommand(environment, clock)));
        commands.put(
                "alerts",
                () -> new CommandLine(new AlertsCommand())
                        .addSubcommand(new AlertsCheckCommand(environment, System.in, clock))
                        .addSubcommand(new AlertsTestCommand(environment, clock))
                        .addSubcommand(new AlertsSilencesCommand(environment, clock))
                        .addSubcommand(new AlertsSilenceCommand(environment, clock))
                        .addSubcommand(new AlertsExpireCommand(environment, clock)));
        commands.put(
                "deliveries",
                () -> new CommandLine(new DeliveriesCommand())
                        .addSubcommand(new DeliveriesListCommand(environment))
                        .addSubcommand(new DeliveriesReplayCommand(environment, clock)));
        commands.put(
                "jobs",
                () -> new CommandLine(new JobsCommand())
                        .addSubcommand(new JobsListCommand(environment))
                        .addSubcommand(new JobsCancelCommand(environment, clock))
                        .addSubcommand(new JobsResumeCommand(environment, clock)));
        commands.put("backfill", () -> new BackfillCommand(environment, clock));
        commands.put("repair", () -> new RepairCommand(environment, clock));
        commands.put(
                "vault",
                () -> new CommandLine(new VaultCommand())
                        .addSubcommand(new VaultPlanCommand(environment, clock))
                        .addSubcommand(new VaultStatusCommand(environment, clock))
                        .addSubcommand(new VaultCopyCommand(environment, VaultUpstream::of, clock))
                        .addSubcommand(new VaultVerifyCommand(environment, clock))
                        .addSubcommand(new VaultScanCommand(environment, clock)));
        commands.put("version", VersionCommand::new);
        commands.put("rehearse", () -> new RehearseCommand(RingbackServer::start, clock));
        return commands;
    }

    private static CommandLine program(Collection<Supplier<Object>> commands) {
        CommandLine program = new CommandLine(new Ringback());
        commands.forEach(command -> program.addSubcommand(command.get()));
        // Only after the commands: it is handed down to those that are there.
        return program.setParameterExceptionHandler(new WrongArgumentsHandler());
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Which command?");
    }
}
