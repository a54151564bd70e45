package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.config.SettingsSource;
import dev.ringback.model.ReloadReport;
import java.time.Clock;

/** A server with both doors open, as the commands see it. */
public interface RunningServer extends AutoCloseable {
    /** The port where webhooks come in. */
    int callbackPort();

    /** The port where reads are answered. */
    int apiPort();

    /** Tells whether somebody who reads waits for that resource just now. */
    boolean isAwaited(String sid);

    /** Says where the settings are that {@link #reload} reads. */
    void reloadFrom(SettingsSource source);

    /**
     * Reads the settings again because the operating system says so, and puts to use what can change while the server runs. It may be called at any time, by many threads, which take
     * turns.
     */
    ReloadReport reload();

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
