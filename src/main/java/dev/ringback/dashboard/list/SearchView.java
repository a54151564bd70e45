package dev.ringback.dashboard.list;

import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.Status;
import java.util.List;

/**
 * Holds what a search has found.
 *
 * @param hint says what can be searched for, where nothing was found; else empty
 */
public record SearchView(String title, String hint, List<Group> groups) {
    public SearchView {
        groups = List.copyOf(groups);
    }

    /**
     * Holds hits of one kind.
     *
     * @param all address of the list of all of them
     */
    public record Group(String title, List<Hit> hits, String all, String allText) {
        public Group {
            hits = List.copyOf(hits);
        }
    }

    /**
     * Holds a resource that was found.
     *
     * @param meaning of the error; empty for none
     */
    public record Hit(
            String link,
            Moment moment,
            Status status,
            String from,
            String to,
            String error,
            String meaning,
            String text) {}
}
