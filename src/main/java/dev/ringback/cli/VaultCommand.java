package dev.ringback.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vault}: recordings and media in storage of one's own. */
@Command(
        name = "vault",
        description = "Works on the vault, which keeps recordings and media in storage of your own.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        commandListHeading = "%nCommands:%n")
public final class VaultCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Which command: plan, status, copy, verify or scan?");
    }
}
