package dev.ringback.bench;

import dev.ringback.web.ApiConnections;
import java.nio.file.Path;

/** Measures how much memory ten thousand requests that wait take, on top of the connections that they wait on. */
final class WaiterMemoryBench implements Part {
    private static final int WANTED = 10_000;
    /** As many as a server grants by itself. */
    private static final int STREAMS = 1_000;

    private static final int GOAL_MEGABYTES = 100;
    private static final int ROUND = 100;
    private static final String HEAP = "-Xmx1200m";

    private final Workshop workshop;
    private final int most;
    private final int count;

    /** @param most how many waiters are enough */
    WaiterMemoryBench(Workshop workshop, int most) {
        this.workshop = workshop;
        this.most = most;
        this.count = Math.min(most, affordable() == WANTED ? WANTED : (affordable() - ROUND) / ROUND * ROUND);
    }

    private static int affordable() {
        return ApiConnections.affordable(WANTED, STREAMS).waits();
    }

    /** The same connections, silent and then waiting. */
    private record Comparison(ServerMemory idle, ServerMemory waiting) {
        double megabytes() {
            return (waiting.residentBytes() - idle.residentBytes()) / 1e6;
        }
    }

    @Override
    public void run(Report report) {
        Path database = workshop.freshDatabase("memory");
        Comparison comparison;
        try (ServerProcess server = workshop.live(database, HEAP)) {
            System.out.printf("memory, %,d connections, twice: the first time compiles%n", count);
            compare(server);
            comparison = compare(server);
        }
        workshop.deleteDatabase(database);
        report.fact(
                Report.format("memory with %,d waiters", count),
                Report.format(
                        "%.0f MB more than with as many idle connections, %s%s; resident %.0f MB idle, %.0f MB waiting; heap in use"
                                + " %.1f MB, %.1f MB; threads %d, %d; each after a collection of garbage (%s)",
                        comparison.megabytes(),
                        LiveBench.goal(
                                comparison.megabytes() / count * WANTED < GOAL_MEGABYTES,
                                Report.format("below %d MB for %,d", GOAL_MEGABYTES, WANTED)),
                        shortage(),
                        comparison.idle().residentBytes() / 1e6,
                        comparison.waiting().residentBytes() / 1e6,
                        comparison.idle().heapBytes() / 1e6,
                        comparison.waiting().heapBytes() / 1e6,
                        comparison.idle().threads(),
                        comparison.waiting().threads(),
                        HEAP));
    }

    private Comparison compare(ServerProcess server) {
        try (CrowdedServer crowded = CrowdedServer.open(server, count)) {
            ServerMemory idle = ServerMemory.afterCollection(server);
            crowded.startWaiting();
            ServerMemory waiting = ServerMemory.afterCollection(server);
            crowded.confirmSilence();
            return new Comparison(idle, waiting);
        }
    }

    private String shortage() {
        return count >= most
                ? ""
                : Report.format(
                        "; no more fit, because the %,d files that a process may open here (ulimit -n) leave places for %,d waiters",
                        OpenFiles.most(), affordable());
    }
}
