package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.storage.Database;
import dev.ringback.vault.report.VaultStatus;
import dev.ringback.vault.service.VaultParts;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.StoreIdentity;
import java.io.PrintWriter;
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

/** {@code vault status}: what the vault has. */
@Command(
        name = "status",
        description = {
            "Sums up what the vault has, what waits and what failed, and whether it can be used.",
            "Changes nothing, and works beside a server and without one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:printed",
            "1:the vault cannot be used, and the output says why; or the database cannot be read",
            "2:the settings are wrong"
        })
public final class VaultStatusCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Spec
    private @Nullable CommandSpec spec;

    public VaultStatusCommand(Map<String, String> environment, Clock clock) {
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
                (settings, database) -> show(settings, database, commandLine.getOut()));
    }

    private int show(Settings settings, Database database, PrintWriter out) {
        try (ObjectStore store = VaultParts.store(settings.vault())) {
            StoreIdentity identity = new StoreIdentity(store, database.vault(), database.leases());
            VaultStatus status = VaultStatus.of(store, identity, database.vault(), clock.instant());
            status.lines().forEach(line -> out.println(Printable.line(line)));
            out.flush();
            return status.isUsable() ? 0 : BesideServer.FAILED;
        }
    }
}
