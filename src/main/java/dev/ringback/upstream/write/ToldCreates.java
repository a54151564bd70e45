package dev.ringback.upstream.write;

import dev.ringback.model.JournaledWrite;
import dev.ringback.model.WriteFate;
import dev.ringback.upstream.SystemEvents;

/** Tells writes whose outcome is unknown to whoever has rules for it, and what became of them. Safe for use by many threads. */
public final class ToldCreates implements UnknownCreates {
    private final SystemEvents events;

    public ToldCreates(SystemEvents events) {
        this.events = events;
    }

    @Override
    public void unknown(JournaledWrite write) {
        events.createUnknown(
                write.write().accountSid(),
                subject(write),
                resource(write),
                "Nobody knows whether Twilio has done write " + write.id()
                        + ". It is not repeated; /ringback/v1/unknown-writes has what was sent.");
    }

    @Override
    public void decided(JournaledWrite write) {
        boolean isCreated = write.fate() == WriteFate.CREATED;
        events.createDecided(
                subject(write),
                isCreated ? write.sid() : null,
                isCreated
                        ? "Twilio has done write " + write.id() + '.'
                        : "Nothing shows that Twilio has done write " + write.id() + '.');
    }

    private static String subject(JournaledWrite write) {
        return Long.toString(write.id());
    }

    private static String resource(JournaledWrite write) {
        return WriteKind.valueOf(write.write().kind()).resource();
    }
}
