package dev.ringback.bench;

/** Represents what else goes on while callbacks are measured. */
@FunctionalInterface
interface Beside {
    Beside NOTHING = sample -> {};

    /** Hears that the measurement begins now. */
    default void measuring() {}

    /** Hears that the measurement is over, and ends. */
    void measured(Sample sample);
}
