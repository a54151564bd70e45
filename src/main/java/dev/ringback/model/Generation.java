package dev.ringback.model;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Names one life of a database: ids of events and deliveries are given once in it. A database that is created, restored from a backup or
 * migrated to gets another.
 *
 * @param value 16 hexadecimal digits in small letters, random
 */
public record Generation(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern VALUE = Pattern.compile("[0-9a-f]{16}");

    /** @throws IllegalArgumentException when the value is no such digits */
    public Generation {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("no generation: " + value);
        }
    }

    /** Returns one that no other database has. */
    public static Generation random() {
        return new Generation("%016x".formatted(RANDOM.nextLong()));
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return value;
    }
}
