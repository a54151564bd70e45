package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.ingest.EventIntake;
import dev.ringback.ingest.EventScreen;
import dev.ringback.ingest.IngestMetrics;
import dev.ringback.ingest.QuarantineReplay;
import dev.ringback.ingest.QuarantineReplayJob;
import dev.ringback.ingest.StoredRequests;
import dev.ringback.model.Action;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quarantine replay}: verifies again what is in quarantine, and takes in what passes. A server may run meanwhile. */
@Command(
        name = "replay",
        description = {
            "Verifies the webhooks in quarantine with the settings of now, and takes in those that pass.",
            "Those that still fail stay. May be run again. A server that runs does it, with its own settings;",
            "without one this command does it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:done; what was taken in is on disk",
            "1:the database could not be used; nothing is lost, run it again",
            "2:the settings are wrong"
        })
public final class QuarantineReplayCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Spec
    private @Nullable CommandSpec spec;

    public QuarantineReplayCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        return BesideServer.run(
                flags,
                environment,
                commandLine.getErr(),
                (settings, database) -> replay(settings, database, commandLine));
    }

    private int replay(Settings settings, Database database, CommandLine commandLine) {
        Job job = new WatchedJob(database, clock, commandLine.getErr()).run(job(settings, database));
        if (job.state() == JobState.DONE) {
            new CommandAudit(database, clock)
                    .record(Action.QUARANTINE_REPLAY, String.valueOf(job.result()), job.done());
        }
        return WatchedJob.end(job, commandLine.getOut(), commandLine.getErr());
    }

    private static QuarantineReplayJob job(Settings settings, Database database) {
        QuarantineReplay replay = new QuarantineReplay(
                database.quarantine(),
                new EventIntake(
                        database.events(new StoredRequests()),
                        EventScreen.NONE,
                        // Counts for nobody: the process ends.
                        new IngestMetrics(new SimpleMeterRegistry())),
                settings.accounts(),
                settings.callback());
        return new QuarantineReplayJob(() -> replay);
    }
}
