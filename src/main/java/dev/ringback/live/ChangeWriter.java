package dev.ringback.live;

import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.twilio.callback.EventReading;
import org.jspecify.annotations.Nullable;

/** Writes a change as JSON. Safe for use by many threads. */
@FunctionalInterface
public interface ChangeWriter {
    /**
     * Writes one.
     *
     * @param id by which a stream can be resumed behind it
     * @param reading what the event says
     * @param resource that the event is about, as it is now; null where the mirror has none
     * @param baseUrl scheme and host that absolute addresses begin with
     * @return without line ends
     */
    byte[] write(String id, LoggedEvent event, EventReading reading, @Nullable Resource resource, String baseUrl);
}
