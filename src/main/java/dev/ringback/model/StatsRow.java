package dev.ringback.model;

import org.jspecify.annotations.Nullable;

/**
 * Says what became of the messages that have one value.
 *
 * @param key the value; of a time when it begins, as in {@code 2026-01-31T23:00:00Z}; null where it is not known, or there is none
 */
public record StatsRow(@Nullable String key, StatsFigures figures) {}
