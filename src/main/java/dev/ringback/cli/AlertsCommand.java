package dev.ringback.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code alerts}: whether the rules say what was meant, whether receivers can be reached, and what is silenced. */
@Command(
        name = "alerts",
        description = "Checks the rules and receivers of alerts, and silences.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        commandListHeading = "%nCommands:%n")
public final class AlertsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Which command: check, test, silences, silence or expire?");
    }
}
