package dev.ringback.dashboard.setup;

import dev.ringback.dashboard.text.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the page of the set-up shows.
 *
 * @param url for Twilio, with the recommended fragment
 * @param plainUrl the same without a fragment, for where Twilio takes none
 * @param isKnown whether the settings tell the URL; else its host has to be replaced
 * @param sdks lines that lead a library here
 */
public record SetupView(String url, String plainUrl, boolean isKnown, List<Place> places, List<Sdk> sdks) {
    public SetupView {
        places = List.copyOf(places);
        sdks = List.copyOf(sdks);
    }

    /**
     * Holds a place where the URL is to be pasted.
     *
     * @param where in Twilio's Console or API
     * @param tells what comes from there
     * @param isPlain whether it takes the URL without a fragment alone
     * @param last when something has come from there last; null for never
     */
    public record Place(
            String name,
            String where,
            String tells,
            boolean isPlain,
            @Nullable Moment last) {}

    /** Holds how to lead a library here. */
    public record Sdk(String name, String code) {}
}
