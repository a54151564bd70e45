package dev.ringback.forward.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be matched and grouped by. */
public enum Label {
    /** The account's SID. */
    ACCOUNT,
    /** {@code debugger} for a Debugger event; {@code message} or {@code call} for how one of them ended. */
    KIND,
    /** {@code error} or {@code warning}, as the Debugger says; {@code error} for a message or call that failed, {@code info} for one that did not. */
    LEVEL,
    /** Such as {@code 30007}. */
    ERROR_CODE,
    /** The kind of resource: {@code message}, {@code call}, {@code recording}, {@code conference}, {@code transcription}, {@code other}. */
    RESOURCE,
    /** Such as the {@code MG...} of a Messaging Service. */
    SERVICE_SID,
    /** The host of the URL that Twilio could not use. */
    HOST,
    /** In which a message or call ended, as Twilio spells it. */
    STATUS;

    private static final Set<String> LEVELS = Set.of("", "error", "warning", "notice", "info", "debug");
    private static final Set<String> RESOURCES =
            Set.of("", "message", "call", "recording", "conference", "transcription", "other");

    /** As rules spell it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a value makes sense for it; of most labels every value does. */
    public boolean canSay(String value) {
        return switch (this) {
            case LEVEL -> LEVELS.contains(value);
            case RESOURCE -> RESOURCES.contains(value);
            case ERROR_CODE -> value.isEmpty() || value.matches("\\d{1,9}");
            default -> true;
        };
    }

    /** All of them, as rules spell them. */
    public static String names() {
        return Arrays.stream(values()).map(Label::value).collect(Collectors.joining(", "));
    }

    /** Empty when no label has that name. */
    public static Optional<Label> of(String value) {
        return Arrays.stream(values())
                .filter(label -> label.value().equals(value))
                .findFirst();
    }
}
