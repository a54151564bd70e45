package dev.ringback.bench;

import dev.ringback.bench.client.Connections;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Begins many requests of one account a few at a time, since no more than 200 of them may be handled at once. */
final class InSteps {
    private static final int STEP = 100;
    private static final long PATIENCE_SECONDS = 40;

    private InSteps() {}

    /**
     * Begins them, and returns when all have got there.
     *
     * @param begin sends one
     * @param there how many have got where they should
     * @param where that is
     * @throws IllegalStateException when some do not get there
     */
    static void begin(Connections connections, int count, IntConsumer begin, LongSupplier there, String where) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (int i = 0; i < count; i++) {
            begin.accept(i);
            if ((i + 1) % STEP == 0 || i + 1 == count) {
                while (there.getAsLong() <= i) {
                    if (System.nanoTime() - deadline > 0) {
                        throw new IllegalStateException(Report.format(
                                "%d of %d are %s after %d s", there.getAsLong(), count, where, PATIENCE_SECONDS));
                    }
                    connections.turn(1);
                }
            }
        }
    }
}
