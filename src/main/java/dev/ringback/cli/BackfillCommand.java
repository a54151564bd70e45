package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobPeriod;
import dev.ringback.model.Job;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.storage.Database;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.backfill.BackfillJob;
import dev.ringback.upstream.export.ExportJob;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code backfill}: fills the mirror with what Twilio lists. A server that runs does it. */
@Command(
        name = "backfill",
        description = {
            "Fills the mirror with what was before it began, through Twilio's lists: a request for a thousand rows.",
            "Needs 'upstream' in the settings. A server that runs does it, as a job, with its own settings; without one this",
            "command does it. It goes on where it was interrupted ('jobs resume'), and may be run again.",
            "Without a kind all kinds are read. Twilio lists at most 400 days, alerts 30 days.",
            "With --from-export it reads Twilio's Bulk Export files (messages, calls, conferences and participants) instead, and asks",
            "Twilio nothing: no 'upstream' is needed. A server that runs reads them, so they have to be on its machine."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:all lists or files are read",
            "1:they are not, and the message says why; run it again",
            "2:the settings or arguments are wrong"
        })
public final class BackfillCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    /** One of them says where from. */
    private static final class Source {
        @Option(names = "--since", paramLabel = "TIME", required = true, description = "First day or moment, in UTC.")
        private @Nullable String since;

        @Option(
                names = "--from-export",
                paramLabel = "FOLDER",
                required = true,
                description = "Read the Bulk Export files in this folder, and below it.")
        private @Nullable Path folder;
    }

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--until", paramLabel = "TIME", description = "Last day or moment, in UTC; now unless given.")
    private @Nullable String until;

    @Option(names = "--messages", description = "Read messages.")
    private boolean messages;

    @Option(names = "--calls", description = "Read calls.")
    private boolean calls;

    @Option(names = "--recordings", description = "Read recordings.")
    private boolean recordings;

    @Option(names = "--conferences", description = "Read conferences.")
    private boolean conferences;

    @Option(names = "--alerts", description = "Read alerts of the Debugger.")
    private boolean alerts;

    @Spec
    private @Nullable CommandSpec spec;

    public BackfillCommand(Map<String, String> environment, Clock clock) {
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
                (settings, database) -> backfill(settings, database, commandLine));
    }

    private int backfill(Settings settings, Database database, CommandLine commandLine) {
        Path folder = source.folder;
        if (folder != null) {
            return export(settings, database, folder, commandLine);
        }
        if (!settings.upstream().enabled()) {
            commandLine.getErr().println("ringback: " + UpstreamOptions.NOT_ENABLED);
            return CommandLine.ExitCode.USAGE;
        }
        try (OwnUpstream own = new OwnUpstream(settings, database, clock)) {
            BackfillJob kind = own.backfill();
            return run(kind, kind.parameters(parameters()), "reads Twilio's lists", database, commandLine);
        } catch (InvalidJobException invalid) {
            commandLine.getErr().println("ringback: " + invalid.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private int export(Settings settings, Database database, Path folder, CommandLine commandLine) {
        if (until != null || messages || calls || recordings || conferences || alerts) {
            commandLine
                    .getErr()
                    .println("ringback: --from-export reads all that is in the files: leave out all others");
            return CommandLine.ExitCode.USAGE;
        }
        try (OwnUpstream own = new OwnUpstream(settings, database, clock)) {
            ExportJob kind = own.export();
            Path absolute = folder.toAbsolutePath().normalize();
            Parameters form = new Parameters(List.of(new Parameter(ExportJob.FOLDER, absolute.toString())));
            return run(kind, kind.parameters(form), "reads the files in " + absolute, database, commandLine);
        } catch (InvalidJobException invalid) {
            commandLine.getErr().println("ringback: " + invalid.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private int run(JobKind kind, String parameters, String does, Database database, CommandLine commandLine) {
        WatchedJob watched = new WatchedJob(database, clock, commandLine.getErr());
        Job job = watched.begin(kind, parameters);
        commandLine.getErr().println("ringback: job " + job.id() + ' ' + does);
        return WatchedJob.end(watched.watch(kind, job), commandLine.getOut(), commandLine.getErr());
    }

    private Parameters parameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter(JobPeriod.SINCE, String.valueOf(source.since)));
        if (until != null) {
            parameters.add(new Parameter(JobPeriod.UNTIL, until));
        }
        Map<String, Boolean> kinds = Map.of(
                "Messages", messages,
                "Calls", calls,
                "Recordings", recordings,
                "Conferences", conferences,
                "Alerts", alerts);
        kinds.forEach((name, wanted) -> parameters.add(new Parameter(name, wanted.toString())));
        return new Parameters(parameters);
    }
}
