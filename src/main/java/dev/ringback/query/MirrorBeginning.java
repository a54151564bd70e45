package dev.ringback.query;

import dev.ringback.storage.EventHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows since when the mirror has everything of an account, as far as Twilio tells it: since the first event that Twilio sent, and no longer than what
 * arrives is kept. What Twilio was asked for reaches back further, but not without gaps. Safe for use by many threads.
 */
public final class MirrorBeginning {
    private static final EventHistory.Beginning NOT_LOOKED_YET = new EventHistory.Beginning(null, 0);

    private final EventHistory history;
    private final @Nullable Duration keep;
    private final Clock clock;
    private final Map<String, EventHistory.Beginning> known = new ConcurrentHashMap<>();

    /** @param keep how long is kept what arrives; null for ever */
    public MirrorBeginning(EventHistory history, @Nullable Duration keep, Clock clock) {
        this.history = history;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Returns the first whole second from which on the mirror is whole; the present one for an account of which nothing has come yet, and while the
     * beginning of a long log is still looked through.
     *
     * @throws dev.ringback.storage.StorageUnavailableException when it is not known yet, and the database cannot be read now
     */
    Instant of(String accountSid) {
        Instant now = clock.instant();
        Instant first = first(accountSid);
        Instant beginning = first == null || first.isAfter(now) ? now : first;
        if (keep != null && beginning.isBefore(now.minus(keep))) {
            beginning = now.minus(keep);
        }
        Instant second = beginning.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(beginning) ? second : second.plusSeconds(1);
    }

    private @Nullable Instant first(String accountSid) {
        EventHistory.Beginning place = known.getOrDefault(accountSid, NOT_LOOKED_YET);
        if (place.receivedAt() == null) {
            place = history.beginning(accountSid, place.upToId());
            known.put(accountSid, place);
        }
        return place.receivedAt();
    }
}
