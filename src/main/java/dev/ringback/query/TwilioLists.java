package dev.ringback.query;

import dev.ringback.twilio.callback.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks Twilio for pages of lists. Safe for use by many threads. */
public interface TwilioLists {
    /** Never asks. */
    TwilioLists NONE = new TwilioLists() {
        @Override
        public boolean reads() {
            return false;
        }

        @Override
        public Optional<Read> lastRead(TwilioPage page, Duration maxAge) {
            return Optional.empty();
        }

        @Override
        public CompletableFuture<Read> read(TwilioPage page) {
            throw new IllegalStateException("nothing may be asked");
        }

        @Override
        public boolean passes() {
            return false;
        }

        @Override
        public CompletableFuture<PassedOn> pass(TwilioPage page, String externalUrl) {
            throw new IllegalStateException("nothing may be passed on");
        }
    };

    /**
     * Names a page of a list at Twilio.
     *
     * @param kind of the rows; null where Ringback does not read them
     * @param key under which the page has its rows
     * @param list path of the list
     * @param query encoded; may be empty
     */
    record TwilioPage(String accountSid, @Nullable ResourceKind kind, String key, String list, String query) {}

    /** Tells whether pages may be read through. */
    boolean reads();

    /** Finds what came of reading a page through last; empty where that was longer ago, or failed. */
    Optional<Read> lastRead(TwilioPage page, Duration maxAge);

    /**
     * Reads a page through, and stores its rows.
     *
     * @param page of a kind that Ringback reads
     * @return completes when they are stored or cannot be; never exceptionally
     */
    CompletableFuture<Read> read(TwilioPage page);

    /**
     * Tells what came of it.
     *
     * @param reason why the mirror does not have all of the page, in a word for {@code X-Ringback-Stale}; empty where it has
     * @param sids of the rows that Twilio showed, in its order; of participants those of their calls
     * @param next Twilio's token for the next page; null behind the last page
     */
    record Read(String reason, List<String> sids, @Nullable String next) {
        public Read {
            sids = List.copyOf(sids);
        }
    }

    /** Tells whether pages that the mirror cannot have are passed on. */
    boolean passes();

    /**
     * Passes a page on as Twilio answers it.
     *
     * @param externalUrl scheme and host by which the caller reaches the door: whole URLs of other pages lead there
     * @return completes with what came of it; never exceptionally
     */
    CompletableFuture<PassedOn> pass(TwilioPage page, String externalUrl);

    /**
     * Tells what came of it.
     *
     * @param answer of Twilio; null where there is none that may be passed on
     * @param reason why it is no page, in a word for {@code X-Ringback-Stale}; empty for a page, and for an error that is the caller's
     * @param retryAfter how long nothing will be sent to Twilio; null where that is not known
     */
    record PassedOn(
            TwilioReads.@Nullable Passed answer,
            String reason,
            @Nullable Duration retryAfter) {}
}
