package dev.ringback.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quarantine}: what is done about webhooks that could not be proved. */
@Command(
        name = "quarantine",
        description =
                "Shows the webhooks that could not be proved, and takes in those that can be once the settings are mended.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        commandListHeading = "%nCommands:%n")
public final class QuarantineCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Which command: list or replay?");
    }
}
