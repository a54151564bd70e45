package dev.ringback.cli;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.simulate.Outcomes;
import dev.ringback.simulate.Simulation;
import dev.ringback.simulate.Summary;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Says how far a simulation is: on a terminal in one line that changes, in a file as a line every few seconds. */
final class ProgressLine implements AutoCloseable {
    private final Simulation simulation;
    private final PrintWriter out;
    private final boolean interactive;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> DaemonThreads.create("progress", task));

    ProgressLine(Simulation simulation, PrintWriter out, boolean interactive) {
        this.simulation = simulation;
        this.out = out;
        this.interactive = interactive;
    }

    void start() {
        long period = interactive ? 200 : 5_000;
        ScheduledFuture<?> unused = timer.scheduleAtFixedRate(this::print, period, period, TimeUnit.MILLISECONDS);
    }

    private void print() {
        String line = line(simulation.soFar());
        // Blanks cover what a longer line has left behind.
        out.print(interactive ? String.format("\r%-78s", line) : line + System.lineSeparator());
        out.flush();
    }

    static String line(Summary summary) {
        Outcomes total = summary.total();
        return String.format(
                Locale.ROOT,
                "%,d requests: %,d accepted, %,d refused, %,d lost; %,.0f/s",
                total.requests(),
                total.accepted(),
                total.refused(),
                total.lostRequests(),
                summary.rate());
    }

    /** Leaves no half line behind. */
    @Override
    public void close() {
        timer.shutdownNow();
        if (interactive) {
            out.print(String.format("\r%-78s\r", ""));
            out.flush();
        }
    }
}
