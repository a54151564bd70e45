package dev.ringback.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jobs}: what is done about long work. */
@Command(
        name = "jobs",
        description = "Shows long work and how far it has come, ends it, and goes on with it.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        commandListHeading = "%nCommands:%n")
public final class JobsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Which command: list, cancel or resume?");
    }
}
