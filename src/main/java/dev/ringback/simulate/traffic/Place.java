package dev.ringback.simulate.traffic;

import java.util.List;

/** The place where Twilio believes a number to be. All four may be empty, and are sent all the same. */
public record Place(String city, String state, String zip, String country) {
    public static final Place UNKNOWN = new Place("", "", "", "");

    /** An apostrophe and letters beyond ASCII among them, for these have broken signatures before. */
    static final List<Place> KNOWN = List.of(
            new Place("SAN FRANCISCO", "CA", "94105", "US"),
            new Place("O'FALLON", "MO", "63366", "US"),
            new Place("ESPAÑOLA", "NM", "87532", "US"),
            new Place("NEW YORK", "NY", "10004", "US"),
            new Place("SAN FRANCISCO", "CA", "", "US"));

    static Place any(SeededRandom random) {
        return random.chance(0.2) ? UNKNOWN : random.pick(KNOWN);
    }
}
