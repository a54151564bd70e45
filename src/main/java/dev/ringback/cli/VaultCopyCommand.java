package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobPeriod;
import dev.ringback.model.Job;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.storage.Database;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.vault.job.CopyRequest;
import dev.ringback.vault.job.JobParts;
import dev.ringback.vault.job.OwnCopying;
import dev.ringback.vault.job.VaultCopyJob;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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

/** {@code vault copy}: copies what Twilio has from before. A server that runs does it. */
@Command(
        name = "copy",
        description = {
            "Copies the recordings and media that Twilio has from before into the vault. What comes now is copied by itself.",
            "Reads Twilio's lists of recordings and messages first, which also fills the mirror: a request for a thousand rows.",
            "Needs 'vault' and 'upstream' in the settings. A server that runs does it, as a job, with its own settings; without one this",
            "command does it. It goes on where it was interrupted ('jobs resume'), and may be run again: what failed is tried once more."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:all is in the vault, but for what Twilio does not have any more",
            "1:something is not, and the message says why; run it again",
            "2:the settings or arguments are wrong"
        })
public final class VaultCopyCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final ContentFactory twilio;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Option(names = "--since", paramLabel = "TIME", required = true, description = "First day or moment, in UTC.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Last day or moment, in UTC; now unless given.")
    private @Nullable String until;

    @Option(names = "--recordings", description = "Copy recordings; without --media no media.")
    private boolean recordings;

    @Option(names = "--media", description = "Copy media of messages; without --recordings no recordings.")
    private boolean media;

    @Spec
    private @Nullable CommandSpec spec;

    public VaultCopyCommand(Map<String, String> environment, ContentFactory twilio, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.twilio = twilio;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        return OwnVault.run(
                flags,
                environment,
                commandLine.getErr(),
                (settings, database) -> copy(settings, database, commandLine));
    }

    private int copy(Settings settings, Database database, CommandLine commandLine) {
        if (!settings.upstream().enabled()) {
            commandLine.getErr().println("ringback: " + UpstreamOptions.NOT_ENABLED);
            return CommandLine.ExitCode.USAGE;
        }
        try (OwnUpstream own = new OwnUpstream(settings, database, clock)) {
            JobParts parts = OwnVault.parts(settings, database, clock);
            VaultCopyJob kind =
                    new VaultCopyJob(parts, own.backfill(), new OwnCopying(parts, () -> own.content(twilio)));
            WatchedJob watched = new WatchedJob(database, clock, commandLine.getErr());
            Job job = watched.begin(kind, kind.parameters(parameters()));
            commandLine.getErr().println("ringback: job " + job.id() + " copies into the vault");
            return WatchedJob.end(watched.watch(kind, job), commandLine.getOut(), commandLine.getErr());
        } catch (InvalidJobException invalid) {
            commandLine.getErr().println("ringback: " + invalid.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private Parameters parameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter(JobPeriod.SINCE, String.valueOf(since)));
        if (until != null) {
            parameters.add(new Parameter(JobPeriod.UNTIL, until));
        }
        parameters.add(new Parameter(CopyRequest.RECORDINGS, Boolean.toString(recordings)));
        parameters.add(new Parameter(CopyRequest.MEDIA, Boolean.toString(media)));
        return new Parameters(parameters);
    }
}
