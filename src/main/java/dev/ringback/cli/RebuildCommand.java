package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.jobs.JobControl;
import dev.ringback.jobs.JobKind;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.storage.Database;
import dev.ringback.storage.DatabaseInUseException;
import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.upkeep.Rebuild;
import dev.ringback.upkeep.RebuildJob;
import dev.ringback.upkeep.ReprojectionMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rebuild}: makes all resources anew from the log. A server that runs does it, in the background. */
@Command(
        name = "rebuild",
        description = {
            "Makes anew all that follows from the log of events, by replaying the log.",
            "A server that runs does it in the background, as a job, and goes on serving. Without one this command drops everything",
            "first; interrupted, it has to be run again before anything can be served."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:everything is rebuilt", "1:it is not, and the message says why", "2:the settings are wrong"})
public final class RebuildCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private DatabaseFlag database = new DatabaseFlag();

    @Spec
    private @Nullable CommandSpec spec;

    public RebuildCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        DatabaseOptions options;
        try {
            options = database.read(environment);
        } catch (InvalidSettingsException invalid) {
            return WrongSettings.end(invalid, err);
        }
        try {
            return rebuild(options, err);
        } catch (StorageException failed) {
            err.println("ringback: rebuild failed: " + StartFailure.explain(failed));
            return BesideServer.FAILED;
        }
    }

    private int rebuild(DatabaseOptions options, PrintWriter err) {
        try (Database alone = Databases.openForRebuild(options)) {
            return DatabaseTask.perform("rebuild", err, progress -> rebuild(alone, progress));
        } catch (DatabaseInUseException served) {
            return beside(options, err);
        }
    }

    /** Ends the jobs that wait for the same, as that of a server that died over it: nobody has to do it again. */
    private String rebuild(Database alone, ProgressListener progress) {
        long began = System.nanoTime();
        String result = new Rebuild(alone.projections()).run(progress).text((System.nanoTime() - began) / 1e9);
        new JobControl(alone, clock).endAll(RebuildJob.NAME, result);
        return result;
    }

    private int beside(DatabaseOptions options, PrintWriter err) {
        try (Database beside = Databases.openBesideServer(options)) {
            WatchedJob watched = new WatchedJob(beside, clock, err);
            // Counts for nobody: the process ends.
            JobKind kind = RebuildJob.of(beside, new ReprojectionMetrics(new SimpleMeterRegistry()));
            Job job = watched.begin(kind);
            err.println("ringback: the database is in use, so job " + job.id() + " rebuilds it in the background");
            Job ended = watched.watch(kind, job);
            if (ended.state() == JobState.DONE) {
                err.println("ringback: " + ended.result());
                return 0;
            }
            return WatchedJob.end(ended, err, err);
        }
    }
}
