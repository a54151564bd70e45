package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.model.Job;
import dev.ringback.storage.Database;
import dev.ringback.vault.job.VaultVerifyJob;
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

/** {@code vault verify}: reads everything back and compares. A server that runs does it. */
@Command(
        name = "verify",
        description = {
            "Reads everything back that the vault has, and compares it with the ledger by SHA-256.",
            "What is missing or changed is copied again where Twilio still has it. Asks Twilio nothing itself.",
            "A server that runs does it, as a job, with its own settings; without one this command does it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:everything is whole",
            "1:something is missing or changed, or the vault cannot be read; the message says what",
            "2:the settings are wrong"
        })
public final class VaultVerifyCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Spec
    private @Nullable CommandSpec spec;

    public VaultVerifyCommand(Map<String, String> environment, Clock clock) {
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
                (settings, database) -> verify(settings, database, commandLine));
    }

    private int verify(Settings settings, Database database, CommandLine commandLine) {
        VaultVerifyJob kind = new VaultVerifyJob(OwnVault.parts(settings, database, clock));
        WatchedJob watched = new WatchedJob(database, clock, commandLine.getErr());
        Job job = watched.begin(kind);
        commandLine.getErr().println("ringback: job " + job.id() + " reads the vault back");
        return WatchedJob.end(watched.watch(kind, job), commandLine.getOut(), commandLine.getErr());
    }
}
