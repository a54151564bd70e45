package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.storage.Database;
import dev.ringback.vault.report.VaultPlan;
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

/** {@code vault plan}: what would be copied and deleted. */
@Command(
        name = "plan",
        description = {
            "Says what the settings would copy and delete, with counts and bytes, before anything is switched on.",
            "Asks Twilio nothing and changes nothing: it counts what the mirror and the vault's ledger have. Works beside a server, and by settings that",
            "no server uses yet."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:printed", "1:the database cannot be read", "2:the settings are wrong"})
public final class VaultPlanCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Mixin
    private SettingsFlags flags = new SettingsFlags();

    @Spec
    private @Nullable CommandSpec spec;

    public VaultPlanCommand(Map<String, String> environment, Clock clock) {
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
                (settings, database) -> plan(settings, database, commandLine.getOut()));
    }

    private int plan(Settings settings, Database database, PrintWriter out) {
        VaultPlan.lines(
                        settings.vault(),
                        settings.accounts(),
                        database,
                        settings.upstream().enabled(),
                        clock.instant())
                .forEach(out::println);
        out.flush();
        return 0;
    }
}
