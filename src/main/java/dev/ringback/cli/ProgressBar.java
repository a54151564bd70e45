package dev.ringback.cli;

import dev.ringback.storage.ProgressListener;
import java.io.PrintWriter;

/** Shows how far a task has come: on a terminal as a bar that grows, elsewhere as a line for every tenth. Safe for use by many threads. */
final class ProgressBar implements ProgressListener, AutoCloseable {
    private static final int WIDTH = 40;
    private static final int PERCENT_PER_LINE = 10;

    private final PrintWriter out;
    private final boolean terminal;
    private int shown = -1;

    ProgressBar(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void at(long done, long total) {
        int percent = total <= 0 ? 100 : (int) Math.max(0, Math.min(100, 100.0 * done / total));
        int step = terminal ? percent : percent - percent % PERCENT_PER_LINE;
        if (step > shown) {
            shown = step;
            out.print(terminal ? "\r" + bar(step) : step + " %" + System.lineSeparator());
            out.flush();
        }
    }

    private static String bar(int percent) {
        int filled = WIDTH * percent / 100;
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + percent + " %";
    }

    /** Writes a line between. */
    synchronized void line(String text) {
        close();
        out.println(text);
        out.flush();
    }

    /** Ends the line of the bar, so that further output begins on a new line. */
    @Override
    public synchronized void close() {
        if (terminal && shown >= 0) {
            out.println();
            out.flush();
        }
    }
}
