package dev.ringback.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Names what figures about messages can be told apart by. */
public enum StatsDimension {
    HOUR,
    DAY,
    ACCOUNT,
    /** The address on our side: of an inbound message where it was sent to. */
    SENDER,
    /** The Messaging Service. */
    SERVICE,
    /** The country of the number on the other side, as two letters. */
    COUNTRY,
    /** The mobile network that Event Streams told. */
    CARRIER,
    ERROR_CODE,
    STATUS;

    /** The name in answers and parameters. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether it is one of time, for which rows are in its order and without gaps. */
    public boolean isTime() {
        return this == HOUR || this == DAY;
    }

    /** Finds one by its name. */
    public static Optional<StatsDimension> of(String value) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.value().equals(value))
                .findFirst();
    }
}
