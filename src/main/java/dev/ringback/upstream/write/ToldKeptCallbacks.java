package dev.ringback.upstream.write;

import dev.ringback.storage.StorageException;
import dev.ringback.upstream.SystemEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of callback URLs that were not adopted: the first of an account and reason in the log, and each account as an event of Ringback's own, which is over
 * when an hour has passed without another and one is adopted. Safe for use by many threads.
 */
public final class ToldKeptCallbacks implements KeptCallbacks {
    private static final Logger log = LoggerFactory.getLogger(ToldKeptCallbacks.class);

    private static final Duration OVER_AFTER = Duration.ofHours(1);

    private final SystemEvents events;
    private final Clock clock;
    private final Map<String, Instant> lastKept = new ConcurrentHashMap<>();
    private final Map<String, Boolean> logged = new ConcurrentHashMap<>();

    /** Has told nothing yet. */
    public ToldKeptCallbacks(SystemEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Takes up what was told before, by whichever server. */
    public void resume() {
        Instant now = clock.instant();
        each(account -> lastKept.putIfAbsent(account, now));
    }

    /** Tells that what was told is over, since callback URLs are not adopted any more. */
    public void end() {
        each(account -> {
            events.noCallbackKept(account, "Callback URLs are not adopted any more, by the settings.");
            lastKept.remove(account);
        });
    }

    private void each(Consumer<String> account) {
        try {
            events.accountsWithKeptCallbacks().forEach(account);
        } catch (StorageException unavailable) {
            log.warn("it is not known which callback URLs were not adopted before: {}", unavailable.getMessage());
        }
    }

    @Override
    public void kept(String accountSid, CallbackFate fate) {
        if (logged.putIfAbsent(accountSid + fate.reason(), true) == null) {
            log.warn(
                    "Twilio calls a callback URL of a create of {} itself, and Ringback does not hear of it: {}; more of the"
                            + " kind is not logged",
                    accountSid,
                    fate.reason());
        }
        if (!lastKept.containsKey(accountSid)) {
            events.callbackKept(accountSid, fate.reason());
        }
        lastKept.put(accountSid, clock.instant());
    }

    @Override
    public void adopted(String accountSid) {
        Instant last = lastKept.get(accountSid);
        if (last != null && clock.instant().isAfter(last.plus(OVER_AFTER))) {
            events.noCallbackKept(accountSid, "Callback URLs of creates are adopted again.");
            lastKept.remove(accountSid, last);
        }
    }
}
