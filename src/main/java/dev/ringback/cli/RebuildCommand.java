package dev.ringback.cli;

import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.upkeep.Rebuild;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rebuild}: makes all resources anew from the log. */
@Command(
        name = "rebuild",
        description = {
            "Drops all that follows from the log of events, and makes it again by replaying the log, while nothing is served.",
            "Interrupted, it has to be run again before anything can be served."
        },
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:everything is rebuilt", "1:it is not, and the message says why", "2:the settings are wrong"})
public final class RebuildCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private DatabaseFlag database = new DatabaseFlag();

    @Spec
    private @Nullable CommandSpec spec;

    public RebuildCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DatabaseTask task = new DatabaseTask(
                environment,
                database,
                Objects.requireNonNull(spec).commandLine().getErr());
        return task.run("rebuild", (options, progress) -> {
            try (Database opened = Databases.openForRebuild(options)) {
                long began = System.nanoTime();
                Rebuild.Result result = new Rebuild(opened.projections()).run(progress);
                return told(result, (System.nanoTime() - began) / 1e9);
            }
        });
    }

    private static String told(Rebuild.Result result, double seconds) {
        String rebuilt = String.format(
                Locale.ROOT,
                "rebuilt from %,d events in %.1f s (%,.0f/s)",
                result.events(),
                seconds,
                result.events() / seconds);
        return result.raw() == 0
                ? rebuilt
                : rebuilt + String.format(Locale.ROOT, "; %,d of them could not be projected", result.raw());
    }
}
