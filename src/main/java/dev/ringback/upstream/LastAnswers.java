package dev.ringback.upstream;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers when Twilio has answered last about the resources that this node has asked for: an answer that says nothing new leaves no other
 * trace. Of many resources the ones asked for last. Safe for use by many threads.
 */
final class LastAnswers {
    private static final int MOST = 50_000;

    /** For a moment only: Twilio shows something new to its readers late. */
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final Clock clock;
    private final Map<String, LastAnswer> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LastAnswer> eldest) {
            return size() > MOST;
        }
    };

    LastAnswers(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(String key, boolean isThere) {
        answers.remove(key);
        answers.put(key, new LastAnswer(clock.instant(), isThere));
    }

    synchronized Optional<LastAnswer> find(String key) {
        return Optional.ofNullable(answers.get(key));
    }

    /** Tells whether Twilio has just said that it does not have a resource: whoever asks again and again is answered here. */
    boolean isMissing(String key) {
        return find(key)
                .filter(last ->
                        !last.isThere() && clock.instant().isBefore(last.at().plus(MOMENT)))
                .isPresent();
    }
}
