package dev.ringback.cli;

import dev.ringback.jobs.JobControl;
import dev.ringback.model.Action;
import dev.ringback.model.Job;
import dev.ringback.storage.Database;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jobs cancel}: ends a job. */
@Command(
        name = "cancel",
        description = "Ends a job: at once where nobody does it, else at its next step.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:it ends, or has ended",
            "1:there is no such job, or the database cannot be written",
            "2:the settings are wrong"
        })
public final class JobsCancelCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Parameters(paramLabel = "ID", description = "The id that 'jobs list' shows.")
    private long id;

    @Spec
    private @Nullable CommandSpec spec;

    public JobsCancelCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        return BesideServer.run(
                flags, environment, commandLine.getErr(), (settings, database) -> cancel(database, commandLine));
    }

    private int cancel(Database database, CommandLine commandLine) {
        Optional<Job> before = database.jobs().find(id);
        Optional<Job> job = new JobControl(database, clock).cancel(id);
        if (job.isEmpty()) {
            commandLine.getErr().println("ringback: there is no job " + id);
            return BesideServer.FAILED;
        }
        new CommandAudit(database, clock)
                .record(
                        Action.JOB_CANCEL,
                        job.get().kind() + ", job " + id,
                        JobControl.isUnchanged(before, job.get()) ? 0 : 1);
        commandLine.getOut().println(JobText.line(job.get()));
        commandLine.getOut().flush();
        return 0;
    }
}
