package dev.ringback.upstream;

import dev.ringback.model.Entry;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stores what Twilio has answered, as any other event is stored. Safe for use by many threads. */
@FunctionalInterface
public interface AnswerSink {
    /** Stores entries in one transaction. Completes when they are on disk; exceptionally when nothing was stored. */
    CompletableFuture<Void> store(List<Entry> entries);
}
