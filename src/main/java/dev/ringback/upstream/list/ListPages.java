package dev.ringback.upstream.list;

import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.Upstream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins walks over lists of Twilio. Safe for use by many threads. */
public final class ListPages {
    private final Supplier<Optional<Upstream>> upstream;
    private final AnswerSink sink;

    /**
     * Creates what asks by the settings of the moment.
     *
     * @param upstream is empty where the settings do not enable it
     * @param sink stores the rows
     */
    public ListPages(Supplier<Optional<Upstream>> upstream, AnswerSink sink) {
        this.upstream = upstream;
        this.sink = sink;
    }

    /**
     * Begins a walk. Nothing is asked for yet.
     *
     * @param keptSince rows that Twilio changed last before that are not stored; null to store all
     * @param from path and query of the page to begin with, from a {@link ListPage#next()}; null for the first
     */
    public ListWalk walk(ListQuery query, Purpose purpose, @Nullable Instant keptSince, @Nullable String from) {
        return new ListWalk(upstream, sink, query, purpose, keptSince, from);
    }
}
