package dev.ringback.web.live;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the streams of each account and of all, and refuses those beyond a limit. The last places are kept for accounts that have few, so that no account
 * takes them all. Safe for use by many threads.
 */
public final class StreamPlaces {
    private static final int FEW = 10;
    private static final int KEPT_SHARE = 11;

    private final int mostOfAccount;
    private final int most;
    private final Counter refused;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, AtomicInteger> ofAccounts = new ConcurrentHashMap<>();

    /**
     * Has all places free.
     *
     * @param mostOfAccount streams that one account may have open
     * @param most of all accounts together
     */
    public StreamPlaces(int mostOfAccount, int most, MeterRegistry registry) {
        this.mostOfAccount = mostOfAccount;
        this.most = most;
        this.refused = Counter.builder("ringback.streams.refused")
                .description("Streams that were refused because too many were open")
                .register(registry);
        Gauge.builder("ringback.streams", all, AtomicInteger::get)
                .description("Streams of changes that are open")
                .register(registry);
    }

    /**
     * Takes a place, and returns what gives it back, once, however often it is called.
     *
     * @throws TwilioException 429 where none is left
     */
    Runnable take(String accountSid) {
        AtomicInteger ofAccount = ofAccounts.computeIfAbsent(accountSid, account -> new AtomicInteger());
        int nowOfAccount = ofAccount.incrementAndGet();
        int now = all.incrementAndGet();
        AtomicBoolean isTaken = new AtomicBoolean(true);
        Runnable giveBack = () -> {
            if (isTaken.compareAndSet(true, false)) {
                ofAccount.decrementAndGet();
                all.decrementAndGet();
            }
        };
        if (nowOfAccount > mostOfAccount) {
            giveBack.run();
            throw refusal("account " + accountSid + " has " + mostOfAccount
                    + " streams open, as many as RINGBACK_MAX_STREAMS lets it have");
        }
        if (now > (nowOfAccount > FEW ? most - kept() : most)) {
            giveBack.run();
            throw refusal((now - 1) + " streams are open, as many as this server has connections for"
                    + (now > most ? "" : " but for some that are kept for other accounts"));
        }
        return giveBack;
    }

    private int kept() {
        return Math.min(most / 2, Math.max(FEW, most / KEPT_SHARE));
    }

    private TwilioException refusal(String reason) {
        refused.increment();
        return new TwilioException(TwilioError.TOO_MANY_REQUESTS, "Too Many Requests: " + reason);
    }
}
