package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.jobs.InvalidJobException;
import dev.ringback.model.Job;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.storage.Database;
import dev.ringback.vault.job.ScanRequest;
import dev.ringback.vault.job.VaultScanJob;
import java.time.Clock;
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

/** {@code vault scan}: makes the ledger again from the sidecars. A server that runs does it. */
@Command(
        name = "scan",
        description = {
            "Makes the ledger again from the sidecars in the vault, after the database was lost or an older one restored.",
            "Nothing in the vault is changed, and nothing that the ledger says to be copied. Asks Twilio nothing.",
            "A server that runs does it, as a job, with its own settings; without one this command does it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the ledger has what the sidecars say",
            "1:it has not, and the message says why, as when the vault belongs to another database",
            "2:the settings are wrong"
        })
public final class VaultScanCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Option(names = "--hash", description = "Read each object that is taken in, and compare its SHA-256.")
    private boolean hash;

    @Option(
            names = "--adopt",
            description =
                    "Let the vault belong to this database from now on. Make sure that no other Ringback uses it.")
    private boolean adopt;

    @Spec
    private @Nullable CommandSpec spec;

    public VaultScanCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        return OwnVault.run(
                flags,
                environment,
                commandLine.getErr(),
                (settings, database) -> scan(settings, database, commandLine));
    }

    private int scan(Settings settings, Database database, CommandLine commandLine) {
        VaultScanJob kind = new VaultScanJob(OwnVault.parts(settings, database, clock));
        WatchedJob watched = new WatchedJob(database, clock, commandLine.getErr());
        try {
            Job job = watched.begin(kind, kind.parameters(parameters()));
            commandLine.getErr().println("ringback: job " + job.id() + " reads the sidecars of the vault");
            return WatchedJob.end(watched.watch(kind, job), commandLine.getOut(), commandLine.getErr());
        } catch (InvalidJobException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Parameters parameters() {
        return new Parameters(List.of(
                new Parameter(ScanRequest.HASH, Boolean.toString(hash)),
                new Parameter(ScanRequest.ADOPT, Boolean.toString(adopt))));
    }
}
