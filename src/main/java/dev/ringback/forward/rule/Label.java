package dev.ringback.forward.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the labels of an occurrence, by which rules match and group. */
public enum Label {
    /** The account's SID. */
    ACCOUNT,
    /**
     * {@code debugger} for a Debugger event; {@code message} or {@code call} for how one of them ended; {@code twilio-status},
     * {@code upstream-refused}, {@code unknown-create}, {@code callback-kept} or one of the vault for what Ringback itself has to tell.
     */
    KIND,
    /** {@code error} or {@code warning}, as the Debugger says; {@code error} for a message or call that failed, {@code info} for one that did not. */
    LEVEL,
    /** Such as {@code 30007}. */
    ERROR_CODE,
    /** The kind of resource: {@code message}, {@code call}, {@code recording}, {@code media}, {@code conference}, {@code transcription}, {@code other}. */
    RESOURCE,
    /** Such as the {@code MG...} of a Messaging Service. */
    SERVICE_SID,
    /** The host of the URL that Twilio could not use. */
    HOST,
    /** The final status of a message or call, as Twilio spells it; the state of an event of Ringback's own. */
    STATUS,
    /** The component of Twilio's status page that is in trouble, such as {@code SMS}. */
    COMPONENT,
    /** How bad Twilio's status page says that it is. */
    IMPACT;

    private static final Set<String> LEVELS = Set.of("", "error", "warning", "notice", "info", "debug");
    private static final Set<String> RESOURCES =
            Set.of("", "message", "call", "recording", "media", "conference", "transcription", "other");

    private static final Set<String> IMPACTS = Set.of("", "none", "minor", "major", "critical", "maintenance");

    /** Returns the name as rules spell it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether this label can have a value. Most labels accept every value. */
    public boolean canSay(String value) {
        return switch (this) {
            case LEVEL -> LEVELS.contains(value);
            case RESOURCE -> RESOURCES.contains(value);
            case IMPACT -> IMPACTS.contains(value);
            case ERROR_CODE -> value.isEmpty() || value.matches("\\d{1,9}");
            default -> true;
        };
    }

    /** Returns the names of all labels, as rules spell them. */
    public static String names() {
        return Arrays.stream(values()).map(Label::value).collect(Collectors.joining(", "));
    }

    /** Finds a label by the name that rules use; empty if there is none. */
    public static Optional<Label> of(String value) {
        return Arrays.stream(values())
                .filter(label -> label.value().equals(value))
                .findFirst();
    }
}
