package dev.ringback.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What the sender knows: each event is written down before it is sent, and again when its answer has been read. This decides what must be
 * in the log. Safe for use by many threads.
 */
final class Ledger {
    private static final Duration SLOW = Duration.ofSeconds(1);

    /** What a request was answered; times by {@link System#nanoTime}. */
    record Answer(Delivery delivery, int status, long askedAt, long answeredAt) {
        Duration took() {
            return Duration.ofNanos(answeredAt - askedAt);
        }
    }

    private final Map<EventKey, Boolean> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private final Queue<Answer> notable = new ConcurrentLinkedQueue<>();
    private final Queue<Delivery> unanswered = new ArrayDeque<>();

    private long cut;

    void sending(Delivery delivery) {
        delivery.events().forEach(event -> acknowledged.putIfAbsent(event, false));
    }

    /** @param asked when, by {@link System#nanoTime}; the answer came now */
    void answered(Delivery delivery, int status, long asked) {
        if (status / 100 == 2) {
            delivery.events().forEach(event -> acknowledged.put(event, true));
        }
        answers.computeIfAbsent(status, key -> new LongAdder()).increment();
        Answer answer = new Answer(delivery, status, asked, System.nanoTime());
        if (status / 100 != 2 || answer.took().compareTo(SLOW) > 0) {
            notable.add(answer);
        }
    }

    /** Answers that were no 2xx, or slow, in the order they came. */
    List<Answer> notable() {
        return List.copyOf(notable);
    }

    /** The connection went before the answer came. */
    synchronized void unanswered(Delivery delivery) {
        unanswered.add(delivery);
        cut++;
    }

    /** What nobody answered so far, for sending again; it is no longer kept here. */
    synchronized Queue<Delivery> takeUnanswered() {
        Queue<Delivery> taken = new ArrayDeque<>(unanswered);
        unanswered.clear();
        return taken;
    }

    /** How many requests broke off without an answer. */
    synchronized long cut() {
        return cut;
    }

    boolean knows(EventKey event) {
        return acknowledged.containsKey(event);
    }

    Set<EventKey> acknowledged() {
        return acknowledged.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** How many answers of that status were read. */
    long answers(int status) {
        LongAdder count = answers.get(status);
        return count == null ? 0 : count.sum();
    }

    /** By status. */
    Map<Integer, LongAdder> answers() {
        return Map.copyOf(answers);
    }
}
