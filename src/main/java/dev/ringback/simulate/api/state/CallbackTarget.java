package dev.ringback.simulate.api.state;

import dev.ringback.simulate.traffic.CallbackUrl;
import java.util.Set;

/**
 * Where a user wants to hear of a resource.
 *
 * @param method {@code POST} or {@code GET}
 * @param events of which events, as Twilio names them; empty for those that Twilio tells by default
 */
public record CallbackTarget(CallbackUrl url, String method, Set<String> events) {
    public CallbackTarget {
        events = Set.copyOf(events);
    }

    /** Whether to tell of an event. */
    public boolean wants(String event, Set<String> byDefault) {
        return (events.isEmpty() ? byDefault : events).contains(event);
    }
}
