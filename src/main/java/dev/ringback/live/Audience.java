package dev.ringback.live;

import dev.ringback.twilio.Address;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds the subscribers that may want to hear of a change without asking each: those who filter by a number, address or SID are found by it. Used by one
 * thread.
 */
final class Audience {
    private final Set<Subscriber> all = new LinkedHashSet<>();
    private final Map<String, Set<Subscriber>> bySid = new HashMap<>();
    private final Map<Address, Set<Subscriber>> byTo = new HashMap<>();
    private final Map<Address, Set<Subscriber>> byFrom = new HashMap<>();
    private final Set<Subscriber> others = new LinkedHashSet<>();
    private final Set<Subscriber> counting = new LinkedHashSet<>();

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns all of them, in the order they came. */
    Set<Subscriber> all() {
        return Set.copyOf(all);
    }

    /** Returns those that want to know how many changes there were of accounts and kinds. They are not asked of each. */
    Set<Subscriber> counting() {
        return counting;
    }

    void add(Subscriber subscriber) {
        all.add(subscriber);
        ChangeFilter filter = subscriber.filter();
        if (subscriber.stream() instanceof SummaryStream && filter.isByAccountAndKindAlone()) {
            counting.add(subscriber);
        } else if (!filter.sids().isEmpty()) {
            filter.sids().forEach(sid -> add(bySid, sid, subscriber));
        } else if (!filter.to().isEmpty()) {
            filter.to().forEach(to -> add(byTo, to, subscriber));
        } else if (!filter.from().isEmpty()) {
            filter.from().forEach(from -> add(byFrom, from, subscriber));
        } else {
            others.add(subscriber);
        }
    }

    void remove(Subscriber subscriber) {
        all.remove(subscriber);
        others.remove(subscriber);
        counting.remove(subscriber);
        subscriber.filter().sids().forEach(sid -> remove(bySid, sid, subscriber));
        subscriber.filter().to().forEach(to -> remove(byTo, to, subscriber));
        subscriber.filter().from().forEach(from -> remove(byFrom, from, subscriber));
    }

    /** Names each subscriber once whose filter matches a change, but for those that are {@linkplain #counting counting}. */
    void concerned(Change change, Consumer<Subscriber> concerned) {
        tell(others, change, concerned);
        tell(bySid, change, Change::sids, concerned);
        tell(byTo, change, Change::to, concerned);
        tell(byFrom, change, Change::from, concerned);
    }

    private static <K> void tell(
            Map<K, Set<Subscriber>> index,
            Change change,
            Function<Change, Set<K>> keys,
            Consumer<Subscriber> concerned) {
        if (index.isEmpty()) {
            return;
        }
        Set<Subscriber> found = new HashSet<>();
        for (K key : keys.apply(change)) {
            found.addAll(index.getOrDefault(key, Set.of()));
        }
        tell(found, change, concerned);
    }

    private static void tell(Set<Subscriber> some, Change change, Consumer<Subscriber> concerned) {
        for (Subscriber subscriber : some) {
            if (subscriber.filter().matches(change)) {
                concerned.accept(subscriber);
            }
        }
    }

    private static <K> void add(Map<K, Set<Subscriber>> index, K key, Subscriber subscriber) {
        index.computeIfAbsent(key, unheard -> new LinkedHashSet<>()).add(subscriber);
    }

    private static <K> void remove(Map<K, Set<Subscriber>> index, K key, Subscriber subscriber) {
        index.computeIfPresent(key, (same, subscribers) -> {
            subscribers.remove(subscriber);
            return subscribers.isEmpty() ? null : subscribers;
        });
    }
}
