package dev.ringback.bench;

/** A part of the table that can be measured alone. */
@FunctionalInterface
interface Part {
    void run(Report report);
}
