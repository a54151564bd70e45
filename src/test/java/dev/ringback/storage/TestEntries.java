package dev.ringback.storage;

import dev.ringback.model.Digest;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Made-up events and entries, each different from all others unless a digest is repeated. */
public final class TestEntries {
    /** When everything in the tests begins. */
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private TestEntries() {}

    /** A random SID. */
    public static String sid(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /** A digest that no other event has. */
    public static Digest digest() {
        UUID random = UUID.randomUUID();
        return new Digest(random.getMostSignificantBits(), random.getLeastSignificantBits());
    }

    public static Progress progress(long position, String status) {
        return new Progress(position, status, EventSource.CALLBACK);
    }

    /** A new event about a resource. */
    public static Event event(String accountSid, String sid) {
        return event(accountSid, sid, START, digest());
    }

    public static Event event(String accountSid, String sid, Instant receivedAt, Digest digest) {
        return new Event(
                accountSid,
                EventKind.MESSAGE_STATUS,
                sid,
                EventSource.CALLBACK,
                receivedAt,
                null,
                "POST",
                "/twilio?order=1234",
                PayloadFormat.FORM,
                "MessageStatus=sent&To=%2B14155550100",
                null,
                digest,
                null);
    }

    /** What a new event says of one resource. */
    public static Entry entry(Resource resource) {
        return entry(event(resource.accountSid(), sid("XE")), resource);
    }

    public static Entry entry(Event event, Resource... resources) {
        return new Entry(event, List.of(resources), Set.of());
    }
}
