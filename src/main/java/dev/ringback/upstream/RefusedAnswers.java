package dev.ringback.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts answers of which nothing may be stored, and logs each reason once. Safe for use by many threads. */
public final class RefusedAnswers {
    private static final Logger log = LoggerFactory.getLogger(RefusedAnswers.class);

    /** Reasons come out of our own code, so they are few; this bounds them if one should ever hold a part of an answer. */
    private static final int MAX_REASONS = 100;

    private final Counter counter;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    RefusedAnswers(MeterRegistry registry) {
        counter = Counter.builder("ringback.upstream.answers.refused")
                .description(
                        "Answers that cannot be Twilio's, or are not what was asked for: nothing of them is stored")
                .register(registry);
    }

    /** Counts an answer, and logs its reason where that is news for the account and the purpose. */
    public void add(String accountSid, Purpose purpose, String reason) {
        counter.increment();
        if (logged.size() < MAX_REASONS && logged.add(accountSid + ' ' + purpose + ' ' + reason)) {
            log.warn(
                    "an answer to a {} for {} is refused, and nothing of it is stored: {}; more of the kind are only counted",
                    purpose.value(),
                    accountSid,
                    reason);
        }
    }
}
