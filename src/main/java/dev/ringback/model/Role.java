package dev.ringback.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what the holder of a credential may do. Each role includes those before it. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Silences and replays too. */
    OPERATOR,
    /** May have writes passed to Twilio too. */
    WRITER,
    /** May do everything, as an auth token may. */
    ADMIN;

    /** Finds the role that is spelled so in the settings; empty if there is none. */
    public static Optional<Role> of(String value) {
        return Stream.of(values()).filter(role -> role.value().equals(value)).findFirst();
    }

    /** Returns the spelling in settings, answers and the audit, such as {@code viewer}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether this role may do what needs at least the other one. */
    public boolean includes(Role least) {
        return compareTo(least) >= 0;
    }
}
