package dev.ringback;

import dev.ringback.config.Settings;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.Database;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.adopted.CallbackSeal;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Callbacks;
import dev.ringback.upstream.SystemEvents;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.list.ListPages;
import dev.ringback.upstream.write.AddedCallbacks;
import dev.ringback.upstream.write.AdoptedCallbacks;
import dev.ringback.upstream.write.CreateCallbacks;
import dev.ringback.upstream.write.StoredAnswers;
import dev.ringback.upstream.write.ToldCreates;
import dev.ringback.upstream.write.ToldKeptCallbacks;
import dev.ringback.upstream.write.UnknownWrites;
import dev.ringback.upstream.write.WriteThrough;
import dev.ringback.web.handler.TwilioWriteHandlers;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes writes on to Twilio by the settings of now, or none where they do not say so. Safe for use by many threads. */
final class TwilioWrites implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TwilioWrites.class);

    private final AnswerSink sink;
    private final ResourceStore resources;
    private final UnknownWrites unknownWrites;
    private final WriteThrough writes;
    private final ToldKeptCallbacks keptCallbacks;
    private boolean looks;

    /**
     * Passes nothing on yet.
     *
     * @param sink stores what Twilio answers
     * @param upstream what calls Twilio now
     */
    TwilioWrites(Database database, AnswerSink sink, Supplier<Optional<Upstream>> upstream, Clock clock) {
        SystemEvents events = new SystemEvents(database.systemEvents(), clock);
        this.sink = sink;
        this.resources = database.resources();
        this.keptCallbacks = new ToldKeptCallbacks(events, clock);
        this.unknownWrites = new UnknownWrites(database, new ListPages(upstream, sink), new ToldCreates(events), clock);
        this.writes =
                new WriteThrough(database.writes(), unknownWrites, new AuditTrail(database.audit(), clock), clock);
    }

    /** Returns what hears of events that have been stored. */
    UnknownWrites unknownWrites() {
        return unknownWrites;
    }

    /**
     * Takes other settings into use. Writes under way end as they began.
     *
     * @param upstream calls Twilio by these settings; null where they do not enable it
     */
    synchronized void use(Settings settings, @Nullable Upstream upstream) {
        if (upstream == null || !settings.upstream().writes()) {
            writes.use(null);
            keptCallbacks.end();
            return;
        }
        writes.use(new WriteThrough.Way(
                upstream.twilio()::send,
                settings.upstream().patience(),
                callbacks(settings),
                new StoredAnswers(sink, upstream.refusedAnswers(), resources)));
        if (!looks) {
            looks = true;
            unknownWrites.start();
        }
    }

    private CreateCallbacks callbacks(Settings settings) {
        Callbacks wanted = settings.upstream().callbacks();
        if (wanted == Callbacks.ADOPT) {
            keptCallbacks.resume();
        } else {
            keptCallbacks.end();
        }
        if (wanted == Callbacks.NONE) {
            return AddedCallbacks.NONE;
        }
        String publicUrl = settings.callback().publicUrl();
        if (publicUrl == null) {
            log.warn(
                    "no callback URL is added to creates, though upstream.callbacks says so: RINGBACK_PUBLIC_URL is not"
                            + " set, and nothing else tells where Twilio reaches Ringback");
            return AddedCallbacks.NONE;
        }
        return wanted == Callbacks.ADD
                ? AddedCallbacks.to(publicUrl)
                : new AdoptedCallbacks(publicUrl, new CallbackSeal(settings.accounts()), keptCallbacks);
    }

    /** Returns the handlers of writes for these settings. */
    TwilioWriteHandlers handlers(Settings settings) {
        return settings.upstream().enabled() && settings.upstream().writes()
                ? TwilioWriteHandlers.of(writes)
                : TwilioWriteHandlers.NONE;
    }

    /** Passes nothing on any more, and waits a moment for what is under way. */
    void endWrites() {
        writes.close();
    }

    @Override
    public void close() {
        unknownWrites.close();
    }
}
