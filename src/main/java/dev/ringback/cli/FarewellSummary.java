package dev.ringback.cli;

import dev.ringback.simulate.Simulation;
import java.io.PrintWriter;

/** Prints what a simulation has done when Ctrl-C ends it halfway. */
final class FarewellSummary implements AutoCloseable {
    private final Thread hook;

    FarewellSummary(Simulation simulation, long seed, PrintWriter out) {
        this.hook = new Thread(
                () -> {
                    out.println();
                    out.println("Stopped.");
                    SimulationReport.print(simulation.soFar(), seed, out);
                },
                "farewell");
    }

    void start() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Suppresses the summary, so that the program ends silently. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the summary is being printed, as it should.
            return;
        }
    }
}
