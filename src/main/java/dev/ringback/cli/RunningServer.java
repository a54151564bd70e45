package dev.ringback.cli;

import dev.ringback.config.Settings;
import java.time.Clock;

/** A server with both doors open, as the commands see it. */
public interface RunningServer extends AutoCloseable {
    /** The port where webhooks come in. */
    int callbackPort();

    /** The port where reads are answered. */
    int apiPort();

    /** Takes no more requests, commits and answers those it has. */
    @Override
    void close();

    /** Starts a server. */
    interface Starter {
        /**
         * Returns when both doors are open.
         *
         * @throws RuntimeException when a part cannot start; then nothing stays open
         */
        RunningServer start(Settings settings, Clock clock);
    }
}
