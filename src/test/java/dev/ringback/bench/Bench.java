package dev.ringback.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/bench}. */
@Command(
        name = "scripts/bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures Ringback against what its stack can do at best, and writes the table to scripts/bench.md.",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:measured, and not one request failed", "1:something failed; the figures mean nothing"})
public final class Bench implements Callable<Integer> {
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs");

    @Parameters(
            paramLabel = "PART",
            description = "Which parts: ingest, reads (default: all). What is left out keeps no place in the table.")
    private List<String> parts = new ArrayList<>();

    @Option(names = "--quick", description = "A few seconds each, to see that it works. Writes no file.")
    private boolean quick;

    @Option(names = "--rounds", description = "How often everything is measured (default: 3).")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", description = "How long each measurement takes (default: 10).")
    private @Nullable Integer seconds;

    @Option(names = "--warm-up", description = "Seconds of load before a fresh process is measured (default: 12).")
    private @Nullable Integer warmUp;

    @Option(
            names = "--max-rate",
            paramLabel = "REQUESTS",
            description = "How many requests a second are prepared (default: 80000).")
    private @Nullable Integer maxRate;

    @Option(names = "--threads", description = "Threads of wrk (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(names = "--connections", description = "Connections of wrk (default: ${DEFAULT-VALUE}).")
    private int connections = 64;

    @Option(
            names = "--folder",
            description = "Where databases are put, on the disk to be measured (default: target/bench).")
    private Path folder = Path.of("target", "bench");

    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(folder);
        if (IN_MEMORY.contains(Machine.fileSystem(folder))) {
            System.err.println("scripts/bench: " + folder
                    + " is in memory, where a sync costs nothing; give a --folder on a disk");
            return 1;
        }
        Report report = new Report();
        Workshop workshop = new Workshop(
                Path.of("").toAbsolutePath(),
                folder.toAbsolutePath(),
                plan(),
                new Wrk(Path.of("src/test/resources/bench"), threads, connections));
        Map<String, Part> known = new LinkedHashMap<>();
        known.put("ingest", new IngestBench(workshop));
        known.put("reads", new ReadBench(workshop));
        Set<String> unknown = new TreeSet<>(parts);
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            System.err.println("scripts/bench: no such part: " + String.join(", ", unknown));
            return 2;
        }
        for (Map.Entry<String, Part> part : known.entrySet()) {
            if (parts.isEmpty() || parts.contains(part.getKey())) {
                part.getValue().run(report);
            }
        }
        List<String> lines = new ArrayList<>(circumstances(report, workshop.plan()));
        lines.addAll(report.table());
        lines.forEach(System.out::println);
        if (report.failures() > 0) {
            System.err.println("scripts/bench: " + report.failures() + " requests failed");
            return 1;
        }
        if (!quick) {
            Files.write(Path.of("scripts", "bench.md"), lines);
        }
        return 0;
    }

    private Plan plan() {
        Plan plan = quick ? Plan.QUICK : Plan.FULL;
        return new Plan(
                rounds == null ? plan.rounds() : rounds,
                warmUp == null ? plan.warmUpSeconds() : warmUp,
                seconds == null ? plan.seconds() : seconds,
                maxRate == null ? plan.maxPerSecond() : maxRate,
                plan.messages());
    }

    private List<String> circumstances(Report report, Plan plan) {
        return List.of(
                "# What scripts/bench measured",
                "",
                "| circumstance | |",
                "|---|---|",
                "| date, commit | " + LocalDate.now(ZoneOffset.UTC) + ", "
                        + System.getProperty("bench.commit", "unknown") + " |",
                "| machine | " + Machine.processors() + ", " + Machine.memory() + ", " + Machine.kernel() + " |",
                "| disk | " + Machine.disk(folder) + " |",
                "| Java, SQLite | " + Machine.java() + ", " + StoredEvents.sqliteVersion() + " |",
                "| load | wrk, " + connections + " connections, " + threads + " thread(s); " + plan.rounds()
                        + " rounds of " + plan.seconds() + " s after " + plan.warmUpSeconds()
                        + " s of warm-up, all subjects in turn; medians |",
                "| others on the machine | took up to " + Report.format("%.0f%%", 100 * report.othersShare())
                        + " of it during a measurement |",
                "");
    }
}
