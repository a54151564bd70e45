package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.storage.Database;
import dev.ringback.vault.VaultAlerts;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.job.JobParts;
import dev.ringback.vault.job.VaultSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** Works on the vault from the process of a command. */
final class OwnVault {
    private OwnVault() {}

    /** Runs a command that needs a vault in the settings, beside a server or without one, and gives the exit code. */
    static int run(SettingsFlags flags, Map<String, String> environment, PrintWriter err, BesideServer task) {
        return BesideServer.run(flags, environment, err, (settings, database) -> {
            if (!settings.vault().isEnabled()) {
                err.println("ringback: " + JobParts.NO_VAULT);
                return CommandLine.ExitCode.USAGE;
            }
            return task.with(settings, database);
        });
    }

    /** Names what jobs of the vault need. */
    static JobParts parts(Settings settings, Database database, Clock clock) {
        // Counts for nobody: the process ends.
        return new JobParts(
                () -> new VaultSetup(settings.vault(), settings.accounts()),
                database,
                new VaultAlerts(database.systemEvents(), clock),
                new VaultMetrics(new SimpleMeterRegistry()),
                clock);
    }
}
