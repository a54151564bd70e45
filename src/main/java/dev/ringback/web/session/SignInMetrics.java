package dev.ringback.web.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts how attempts to sign in ended. No account and no key is named. */
public final class SignInMetrics {
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    public SignInMetrics(MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("ringback.sign.ins")
                            .description("Attempts to sign in, and what became of them")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /** Names an outcome. */
    enum Outcome {
        /** A session has begun. */
        SIGNED_IN,
        /** Somebody has ended theirs. */
        SIGNED_OUT,
        /** User name or password were wrong, in the form or for a page. */
        WRONG,
        /** The same, and the answer came later because others had been wrong before. */
        SLOWED,
        /** A program sent wrong credentials. */
        WRONG_API,
        /** A foreign page, or a form without its token, wanted something done. */
        REFUSED
    }

    void count(Outcome outcome) {
        Counter counter = counters.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }
}
