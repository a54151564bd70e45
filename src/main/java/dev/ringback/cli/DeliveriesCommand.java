package dev.ringback.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code deliveries}: what is sent to receivers and forward targets. */
@Command(
        name = "deliveries",
        description = "Shows what was sent to receivers and forward targets, and sends it again.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        commandListHeading = "%nCommands:%n")
public final class DeliveriesCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Which command: list or replay?");
    }
}
