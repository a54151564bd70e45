package dev.ringback.model;

import java.time.Instant;
import java.util.List;

/**
 * Silences the events that it matches for a while.
 *
 * @param id from 1 on
 * @param rule of which rule; empty for all
 * @param matchers as rules spell them, such as {@code error_code = 30007}; all have to hold
 * @param endsAt from then on it is over
 * @param createdBy who wanted it
 * @param comment why; may be empty
 */
public record Silence(
        long id,
        String rule,
        List<String> matchers,
        Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment) {
    public Silence {
        matchers = List.copyOf(matchers);
    }

    /** Names it without its matchers, which may hold phone numbers, and without what people wrote. */
    public String summary() {
        return "silence " + id + " until " + endsAt + (rule.isEmpty() ? "" : " of rule " + rule) + ", matchers: "
                + matchers.size();
    }

    /** Whether it holds at a moment. */
    public boolean isActive(Instant moment) {
        return !moment.isBefore(startsAt) && moment.isBefore(endsAt);
    }
}
