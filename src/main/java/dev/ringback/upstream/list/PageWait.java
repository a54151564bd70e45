package dev.ringback.upstream.list;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for pages in a thread that has nothing else to do. Stateless. */
public final class PageWait {
    private static final Logger log = LoggerFactory.getLogger(PageWait.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private PageWait() {}

    /**
     * Waits for an outcome.
     *
     * @param tick is called every second meanwhile; what it throws ends the wait
     * @throws ListException where there is none
     */
    public static <T> T until(CompletableFuture<T> outcome, Runnable tick) throws ListException {
        while (true) {
            try {
                return outcome.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                tick.run();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof ListException known) {
                    throw known;
                }
                throw new IllegalStateException("a page could not be read", failed.getCause());
            } catch (InterruptedException interrupted) {
                stop(tick);
            }
        }
    }

    /**
     * Reads the next page of a walk, however long Twilio is busy or away.
     *
     * @param tick is called every second meanwhile; what it throws ends the wait
     * @throws ListException where more attempts would not help
     */
    public static ListPage next(ListWalk walk, Runnable tick) throws ListException {
        Duration pause = LOOK;
        while (true) {
            try {
                return until(walk.next(), tick);
            } catch (ListException failed) {
                if (failed.reason() != ListException.Reason.LATER) {
                    throw failed;
                }
                log.info("a page is asked for again in {} s: {}", pause.toSeconds(), failed.getMessage());
            }
            rest(pause, tick);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /**
     * Waits for a condition to end, and looks every second.
     *
     * @param tick is called at once and with each look where there is something to wait for; what it throws ends the wait
     */
    public static void whileTrue(BooleanSupplier condition, Runnable tick) {
        if (condition.getAsBoolean()) {
            tick.run();
        }
        while (condition.getAsBoolean()) {
            rest(LOOK, tick);
        }
    }

    /**
     * Waits for a time.
     *
     * @param tick is called every second meanwhile; what it throws ends the wait
     */
    public static void rest(Duration pause, Runnable tick) {
        for (long left = pause.toMillis(); left > 0; left -= LOOK.toMillis()) {
            try {
                Thread.sleep(Math.min(left, LOOK.toMillis()));
            } catch (InterruptedException interrupted) {
                stop(tick);
            }
            tick.run();
        }
    }

    /** Lets the tick see that the thread is to end. */
    private static void stop(Runnable tick) {
        Thread.currentThread().interrupt();
        tick.run();
        throw new IllegalStateException("the thread was interrupted");
    }
}
