package dev.ringback.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}: tells which Ringback this is, for a report of a problem. */
@Command(
        name = "version",
        description = "Prints the version of Ringback, the commit that it was built from, and the version of Java.",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class)
public final class VersionCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        for (String line : new RingbackVersion().getVersion()) {
            out.println(line);
        }
        out.println("commit " + RingbackVersion.commit());
        out.println("Java " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"));
        return 0;
    }
}
