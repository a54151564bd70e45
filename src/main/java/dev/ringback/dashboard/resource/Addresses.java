package dev.ringback.dashboard.resource;

import dev.ringback.dashboard.frame.Frame;
import java.util.Map;
import java.util.Optional;

/** Knows the pages of resources. */
public final class Addresses {
    private static final Map<String, String> PATHS = Map.of(
            "SM", "/messages/",
            "MM", "/messages/",
            "CA", "/calls/",
            "RE", "/recordings/",
            "CF", "/conferences/",
            "NO", "/alerts/");
    private static final Map<String, String> NOUNS = Map.of(
            "SM", "Message",
            "MM", "Message",
            "CA", "Call",
            "RE", "Recording",
            "CF", "Conference",
            "NO", "Alert");

    private Addresses() {}

    /** Returns the page of a SID; empty for those without one. */
    public static Optional<String> of(Frame frame, String sid) {
        return Optional.ofNullable(PATHS.get(prefix(sid))).map(path -> frame.link(path + sid));
    }

    /** Returns what a SID is the SID of. */
    static String noun(String sid) {
        return NOUNS.getOrDefault(prefix(sid), "Resource");
    }

    private static String prefix(String sid) {
        return sid.length() < 2 ? sid : sid.substring(0, 2);
    }
}
