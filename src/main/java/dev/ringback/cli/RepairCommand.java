package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.model.Job;
import dev.ringback.storage.Database;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.repair.RepairJob;
import java.time.Clock;
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

/** {@code repair}: asks Twilio about what is in doubt. A server that runs does it. */
@Command(
        name = "repair",
        description = {
            "Asks Twilio now about what of the mirror is in doubt, as a server does by itself every five minutes.",
            "Needs 'upstream' in the settings. A server that runs does it, as a job; without one this command does it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:what can be repaired now is repaired, or shown",
            "1:it is not, and the message says why",
            "2:the settings are wrong"
        })
public final class RepairCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Option(
            names = "--dry-run",
            description = "Only print each request that would be made, why, and how many there are.")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec spec;

    public RepairCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        return BesideServer.run(
                flags,
                environment,
                commandLine.getErr(),
                (settings, database) -> repair(settings, database, commandLine));
    }

    private int repair(Settings settings, Database database, CommandLine commandLine) {
        try (OwnUpstream own = new OwnUpstream(settings, database, clock)) {
            if (dryRun) {
                own.plan().lines().forEach(commandLine.getOut()::println);
                commandLine.getOut().flush();
                return 0;
            }
            if (!settings.upstream().enabled()) {
                commandLine.getErr().println("ringback: " + UpstreamOptions.NOT_ENABLED);
                return CommandLine.ExitCode.USAGE;
            }
            RepairJob kind = own.repair();
            WatchedJob watched = new WatchedJob(database, clock, commandLine.getErr());
            Job job = watched.begin(kind);
            return WatchedJob.end(watched.watch(kind, job), commandLine.getOut(), commandLine.getErr());
        }
    }
}
