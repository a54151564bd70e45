package dev.ringback.ingest;

import dev.ringback.storage.EventStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Makes a group commit that counts for nobody. */
public final class TestGroupCommit {
    private TestGroupCommit() {}

    public static GroupCommit of(EventStore events) {
        IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry());
        return new GroupCommit(new EventIntake(events, EventScreen.NONE, metrics), metrics);
    }
}
