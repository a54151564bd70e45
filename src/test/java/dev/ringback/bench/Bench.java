package dev.ringback.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
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
                "Measures Ringback against what its stack can do at best, and writes the table to scripts/bench.md, or scripts/bench-postgres.md.",
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:measured, and not one request failed", "1:something failed; the figures mean nothing"})
public final class Bench implements Callable<Integer> {
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs");

    @Parameters(
            paramLabel = "PART",
            description =
                    "Which parts: ingest, reads, sizes, live (callers that wait, streams; ulimit -n 28000 for all of it),"
                            + " pages, start, upgrade"
                            + " (default: all); of PostgreSQL nodes. Each has a section of the page, and what is left out keeps its own.")
    private List<String> parts = new ArrayList<>();

    @Option(
            names = "--database",
            description = "sqlite, or postgres: one to three nodes behind nginx (default: ${DEFAULT-VALUE}).")
    private Kind database = Kind.sqlite;

    @Option(names = "--quick", description = "A few seconds each, to see that it works. Writes no file.")
    private boolean quick;

    @Option(
            names = "--large",
            description = "Also a database of 10 million messages: 15 GB, and up to an hour the first time.")
    private boolean large;

    @Option(names = "--rounds", description = "How often everything is measured (default: 3).")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", description = "How long each measurement takes (default: 10).")
    private @Nullable Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "REQUESTS",
            description = "What a fresh process gets before it is measured (default: 200000).")
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

    @Option(
            names = "--reads",
            paramLabel = "KIND",
            split = ",",
            description = "Which kinds of the part reads: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Read> reads = EnumSet.allOf(Read.class);

    @Option(
            names = "--classes",
            paramLabel = "FOLDER",
            description =
                    "Serves the compiled classes of this folder, with the libraries of the class path, and not the jar. Given more than"
                            + " once, the part reads measures all of them in turn. Writes no file.")
    private List<Path> versions = new ArrayList<>();

    @Option(
            names = "--without-peer",
            description =
                    "Leaves out the peer that ingest and reads are measured beside, so that Node is not needed. Writes no file.")
    private boolean withoutPeer;

    /** As they are written on the command line. */
    enum Kind {
        sqlite,
        postgres
    }

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
        Workshop workshop = new Workshop(
                Path.of("").toAbsolutePath(),
                folder.toAbsolutePath(),
                plan(),
                new Wrk(Path.of("src/test/resources/bench"), threads, connections),
                versions.isEmpty() ? null : versions.get(0));
        Map<String, Part> known = known(workshop);
        Set<String> unknown = new TreeSet<>(parts);
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            System.err.println("scripts/bench: no such part: " + String.join(", ", unknown));
            return 2;
        }
        MeasuredPage page = new MeasuredPage(
                Path.of("scripts", database == Kind.sqlite ? "bench.md" : "bench-postgres.md"),
                List.copyOf(known.keySet()));
        long failures = 0;
        for (Map.Entry<String, Part> part : known.entrySet()) {
            if (parts.isEmpty() || parts.contains(part.getKey())) {
                failures += measure(part.getKey(), part.getValue(), workshop.plan(), page);
            }
        }
        if (failures > 0) {
            System.err.println("scripts/bench: " + failures + " requests failed");
            return 1;
        }
        return 0;
    }

    /** Writes what was measured before the next part begins, which might fail. Returns how many requests failed. */
    private long measure(String name, Part part, Plan plan, MeasuredPage page) throws IOException {
        double load = Machine.loadAverage();
        Report report = new Report();
        part.run(report);
        List<String> lines = new ArrayList<>(circumstances(report, plan, load));
        lines.addAll(report.table());
        System.out.println("## " + name + System.lineSeparator());
        lines.forEach(System.out::println);
        if (report.failures() == 0 && !quick && versions.isEmpty() && !withoutPeer) {
            page.put(name, lines);
        }
        return report.failures();
    }

    private Map<String, Part> known(Workshop workshop) {
        Map<String, Part> known = new LinkedHashMap<>();
        if (database == Kind.postgres) {
            known.put("nodes", new NodesBench(workshop));
            return known;
        }
        known.put("ingest", new IngestBench(workshop, !withoutPeer));
        known.put("reads", new ReadBench(workshop, reads, versions, !withoutPeer));
        known.put("sizes", new SizeBench(workshop, sizes()));
        known.put("live", new LiveBench(workshop, quick));
        known.put("pages", new PagesBench(workshop, quick ? 1_000 : 1_000_000));
        known.put("start", new StartBench(workshop, quick));
        known.put("upgrade", new UpgradeBench(workshop, quick ? 2_000 : 340_000));
        return known;
    }

    private List<Long> sizes() {
        if (quick) {
            return List.of(500L, 1_000L);
        }
        return large ? List.of(100_000L, 1_000_000L, 10_000_000L) : List.of(100_000L, 1_000_000L);
    }

    private Plan plan() {
        Plan plan = quick ? Plan.QUICK : Plan.FULL;
        return new Plan(
                rounds == null ? plan.rounds() : rounds,
                warmUp == null ? plan.warmUpRequests() : warmUp,
                seconds == null ? plan.seconds() : seconds,
                maxRate == null ? plan.maxPerSecond() : maxRate,
                plan.messages());
    }

    private List<String> circumstances(Report report, Plan plan, double loadAverage) {
        return List.of(
                "| circumstance | |",
                "|---|---|",
                "| date, commit | " + LocalDate.now(ZoneOffset.UTC) + ", "
                        + System.getProperty("bench.commit", "unknown") + " |",
                "| machine | " + Machine.processors() + ", " + Machine.memory() + ", " + Machine.kernel() + " |",
                "| disk | " + Machine.disk(folder) + " |",
                database == Kind.sqlite
                        ? "| Java, SQLite | " + Machine.java() + ", " + StoredEvents.sqliteVersion() + " |"
                        : "| Java | " + Machine.java() + " |",
                "| load | wrk, " + connections + " connections, " + threads + " thread(s); " + plan.rounds()
                        + " round(s) of " + plan.seconds() + " s after " + plan.warmUpRequests()
                        + " requests of warm-up, all subjects in turn; medians |",
                Report.format(
                        "| others on the machine | load average %.1f at the beginning; up to %.0f%% of the processors during a"
                                + " measurement |",
                        loadAverage, 100 * report.othersShare()),
                "");
    }
}
