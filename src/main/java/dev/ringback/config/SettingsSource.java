package dev.ringback.config;

/** Gives the settings of now. */
@FunctionalInterface
public interface SettingsSource {
    /**
     * Reads them.
     *
     * @throws InvalidSettingsException when anything is wrong, with everything that is
     */
    Settings read() throws InvalidSettingsException;
}
