package dev.ringback.upstream.list;

import dev.ringback.model.Entry;
import dev.ringback.model.Resource;
import dev.ringback.twilio.callback.AnswerReader;
import dev.ringback.twilio.callback.Inquiry;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.RefusedAnswers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a page that may be stored, and counts the others. Used by one thread at a time. */
final class PageRows {
    /** So many rows are stored at once: who waits for the database meanwhile waits no longer than for other events. */
    private static final int CHUNK = 100;

    private final ResourceKind kind;
    private final Inquiry inquiry;
    private final Purpose purpose;
    private final RefusedAnswers refusedAnswers;
    private final @Nullable Instant keptSince;
    private final List<Entry> wanted = new ArrayList<>();
    private final List<String> sids = new ArrayList<>();
    private int refused;
    private int tooOld;
    private @Nullable Instant oldest;

    /** @param keptSince rows that Twilio changed last before that are not stored; null to store all */
    PageRows(
            ResourceKind kind,
            Inquiry inquiry,
            Purpose purpose,
            RefusedAnswers refusedAnswers,
            @Nullable Instant keptSince) {
        this.kind = kind;
        this.inquiry = inquiry;
        this.purpose = purpose;
        this.refusedAnswers = refusedAnswers;
        this.keptSince = keptSince;
    }

    void add(String json) {
        Entry entry;
        try {
            entry = AnswerReader.resource(inquiry, kind, null, json);
        } catch (UnexpectedAnswerException unexpected) {
            refused++;
            refusedAnswers.add(inquiry.accountSid(), purpose, String.valueOf(unexpected.getMessage()));
            return;
        }
        boolean old = keptSince != null && !entry.resources().isEmpty();
        for (Resource resource : entry.resources()) {
            Instant created = resource.dateCreated();
            oldest = oldest == null || created.isBefore(oldest) ? created : oldest;
            old = old && resource.dateUpdated().isBefore(keptSince) && created.isBefore(keptSince);
        }
        if (old) {
            tooOld++;
        } else {
            wanted.add(entry);
            sids.add(String.valueOf(AnswerReader.sid(kind, json)));
        }
    }

    /** Returns the SIDs of those that may be stored, in their order; of participants those of their calls. */
    List<String> sids() {
        return List.copyOf(sids);
    }

    /** Counts those that may be stored. */
    int wanted() {
        return wanted.size();
    }

    /** Counts those that were none of the list's kind, or of another account. */
    int refused() {
        return refused;
    }

    /** Counts those that were older than what is kept. */
    int tooOld() {
        return tooOld;
    }

    /** Returns when the oldest row that could be read was created; null where there was none. */
    @Nullable
    Instant oldest() {
        return oldest;
    }

    /** Stores those that may be. Completes when they are on disk. */
    CompletableFuture<Void> store(AnswerSink sink) {
        return store(sink, 0);
    }

    private CompletableFuture<Void> store(AnswerSink sink, int from) {
        if (from >= wanted.size()) {
            return CompletableFuture.completedFuture(null);
        }
        int until = Math.min(from + CHUNK, wanted.size());
        return sink.store(List.copyOf(wanted.subList(from, until))).thenCompose(done -> store(sink, until));
    }
}
