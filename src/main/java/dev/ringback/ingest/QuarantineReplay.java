package dev.ringback.ingest;

import dev.ringback.model.Accounts;
import dev.ringback.model.Entry;
import dev.ringback.model.Page;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.CallbackRequest;
import dev.ringback.twilio.callback.MalformedBodyException;
import dev.ringback.twilio.callback.QuarantineReview;
import dev.ringback.twilio.signature.SignatureCheck.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies quarantined requests again, with the settings of now, and takes in those that pass, by the way of a live request and as of when
 * they came. What still fails stays.
 *
 * <p>A request that Twilio pushed late or twice is the same event however it was proved, so a replayed one counts as pushed: if Twilio has
 * repeated it meanwhile, it is recognised.
 *
 * <p>Requests are appended first and removed afterwards; ending in between costs nothing, since the log knows them the next time. Safe for
 * use by many threads, which take turns.
 */
public final class QuarantineReplay {
    private static final Logger log = LoggerFactory.getLogger(QuarantineReplay.class);

    /** Bounds the requests of one transaction, so that it does not hold up the callbacks that come meanwhile. */
    private static final int REQUESTS_AT_ONCE = 50;

    private static final long RETRY_MILLIS = 50;

    private final QuarantineStore quarantine;
    private final EventIntake events;
    private final QuarantineReview review;
    private final CallbackReader reader;
    private final Duration patience;

    public QuarantineReplay(
            QuarantineStore quarantine, EventIntake events, Accounts accounts, CallbackOptions options) {
        this.quarantine = quarantine;
        this.events = events;
        this.review = new QuarantineReview(accounts, options.publicUrl());
        this.reader = new CallbackReader(accounts);
        this.patience = options.patience();
    }

    /**
     * Counts requests by how their replay ended.
     *
     * @param takenIn told something that was not known
     * @param alreadyKnown were proved, but the log had all they say
     * @param stillRefused stay in quarantine
     */
    public record Replayed(int takenIn, int alreadyKnown, int stillRefused) {
        /** Returns how many have left the quarantine. */
        public int removed() {
            return takenIn + alreadyKnown;
        }

        /** Returns the counts in words. */
        public String text() {
            return takenIn + " taken in, " + alreadyKnown + " already known, " + stillRefused + " still refused";
        }

        Replayed plus(Replayed other) {
            return new Replayed(
                    takenIn + other.takenIn, alreadyKnown + other.alreadyKnown, stillRefused + other.stillRefused);
        }
    }

    private record Proved(long id, List<Entry> entries) {}

    /**
     * Replays what is in quarantine when this begins.
     *
     * @throws StorageUnavailableException when the database could not be used for as long as a live request is held. What was taken in until
     *     then stays so, the rest is still in quarantine, and another run goes on with it
     */
    public Replayed run(AccountScope scope) {
        return run(scope, 0, new Replayed(0, 0, 0), (lastId, total) -> {});
    }

    /** Is told after each page of requests how far the replay is; all of it is on disk. */
    @FunctionalInterface
    interface PageListener {
        /**
         * Notes the outcome so far.
         *
         * @param lastId of the last request of the page; a later run goes on after it
         */
        void at(long lastId, Replayed total);
    }

    /**
     * Replays as {@link #run(AccountScope)} does.
     *
     * @param afterId only requests with a higher id
     * @param before what came of the requests up to that id, which counts in the total
     */
    synchronized Replayed run(AccountScope scope, long afterId, Replayed before, PageListener listener) {
        Page<QuarantinedRequest> newest = patiently(() -> quarantine.newestFirst(scope, Long.MAX_VALUE, 1));
        long last = newest.items().isEmpty() ? 0 : newest.items().get(0).id();
        Replayed total = before;
        for (long done = afterId; done < last; ) {
            long after = done;
            List<QuarantinedRequest> page = patiently(() -> quarantine.oldestFirst(scope, after, REQUESTS_AT_ONCE))
                    .items();
            if (page.isEmpty()) {
                break;
            }
            total = total.plus(replay(page));
            done = page.get(page.size() - 1).id();
            listener.at(done, total);
        }
        return total;
    }

    private Replayed replay(List<QuarantinedRequest> page) {
        List<Proved> proved = new ArrayList<>();
        page.forEach(quarantined -> prove(quarantined, proved));
        int takenIn = 0;
        for (boolean news : patiently(() -> append(proved))) {
            takenIn += news ? 1 : 0;
        }
        List<Long> ids = proved.stream().map(Proved::id).toList();
        patiently(() -> {
            quarantine.remove(ids);
            return ids;
        });
        return new Replayed(takenIn, proved.size() - takenIn, page.size() - proved.size());
    }

    private void prove(QuarantinedRequest quarantined, List<Proved> proved) {
        CallbackRequest request = CallbackRequest.of(quarantined.request());
        if (review.check(request) instanceof Verified verified) {
            try {
                proved.add(new Proved(
                        quarantined.id(),
                        request.read(reader, verified, quarantined.request().receivedAt())));
            } catch (MalformedBodyException malformed) {
                log.warn(
                        "request {} in quarantine is proved, but its body is {}",
                        quarantined.id(),
                        malformed.getMessage());
            }
        }
    }

    /** Appends the events of requests, and tells for each request whether it told anything new. */
    private List<Boolean> append(List<Proved> proved) {
        List<Entry> entries =
                proved.stream().flatMap(one -> one.entries().stream()).toList();
        List<Appended> appended;
        try {
            appended = events.append(entries);
        } catch (StorageUnavailableException outage) {
            throw outage;
        } catch (StorageException culprit) {
            log.warn(
                    "{} events from quarantine could not be stored at once, taking them apart",
                    entries.size(),
                    culprit);
            appended = entries.stream().map(events::appendAlone).toList();
        }
        List<Boolean> news = new ArrayList<>();
        int from = 0;
        for (Proved one : proved) {
            int to = from + one.entries().size();
            news.add(appended.subList(from, to).contains(Appended.STORED));
            from = to;
        }
        return news;
    }

    /** Tries again while the database cannot be used, until patience ends. All that is tried here may be done twice. */
    private <T> T patiently(Supplier<T> attempt) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return attempt.get();
            } catch (StorageUnavailableException outage) {
                if (System.nanoTime() - deadline >= 0) {
                    throw outage;
                }
                pause(outage);
            }
        }
    }

    private static void pause(StorageUnavailableException outage) {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw outage;
        }
    }
}
