package dev.ringback.simulate.api.state;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.model.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Keeps the resources of one type, of all accounts. They are kept in the order of lists, so that a page costs no more with 100,000 rows than
 * with ten, unless its filters pass over many. Safe for use by many threads.
 */
public final class Shelf<T extends Resource> {
    private final Function<T, String> key;
    private final AtomicLong sequence = new AtomicLong();
    private final Map<String, Held<T>> rows = new ConcurrentHashMap<>();
    /** Also those of removed rows: a page may begin behind one. */
    private final Map<String, Position> positions = new ConcurrentHashMap<>();

    private final Map<String, NavigableMap<Position, String>> lists = new ConcurrentHashMap<>();

    /** @param key the SID of a resource, unique over all accounts */
    Shelf(Function<T, String> key) {
        this.key = key;
    }

    /** Stores a new resource, or replaces the one of the same SID at its place. */
    public void put(Held<T> held) {
        String sid = key.apply(held.resource());
        rows.put(sid, held);
        Position position = positions.computeIfAbsent(
                sid, any -> new Position(held.resource().dateCreated(), sequence.incrementAndGet()));
        list(held.resource().accountSid()).put(position, sid);
    }

    /** Returns the resource of that SID; empty when the account has none. */
    public Optional<Held<T>> find(String accountSid, String sid) {
        return find(sid).filter(held -> held.resource().accountSid().equals(accountSid));
    }

    /** Returns the resource of that SID, of whichever account. */
    public Optional<Held<T>> find(String sid) {
        return Optional.ofNullable(rows.get(sid));
    }

    /** Changes a resource, with nobody else changing it meanwhile; empty when it is gone. */
    public Optional<Held<T>> update(String sid, UnaryOperator<Held<T>> change) {
        return Optional.ofNullable(rows.computeIfPresent(sid, (same, held) -> change.apply(held)));
    }

    /** Removes a resource; false when there was none. */
    public boolean remove(String sid) {
        Held<T> removed = rows.remove(sid);
        Position position = positions.get(sid);
        if (removed == null || position == null) {
            return false;
        }
        list(removed.resource().accountSid()).remove(position);
        return true;
    }

    /** Counts the resources of all accounts. */
    public int size() {
        return rows.size();
    }

    /** Returns those of an account that are wanted, the newest first. */
    public List<Held<T>> all(String accountSid, Predicate<Held<T>> wanted) {
        return take(list(accountSid).values(), Integer.MAX_VALUE, wanted);
    }

    /** Returns a page of those of an account that are wanted; empty when the page is to begin at a SID that never was. */
    public Optional<Page<Held<T>>> page(String accountSid, PageRequest request, Predicate<Held<T>> wanted) {
        NavigableMap<Position, String> list = list(accountSid);
        PageRequest.Anchor anchor = request.anchor();
        if (anchor == null) {
            return Optional.of(page(take(list.values(), request.size() + 1, wanted), request.size()));
        }
        Position position = positions.get(anchor.sid());
        if (position == null) {
            return Optional.empty();
        }
        if (anchor.direction() == Direction.AFTER) {
            Collection<String> after = list.tailMap(position, false).values();
            return Optional.of(page(take(after, request.size() + 1, wanted), request.size()));
        }
        List<Held<T>> before =
                take(list.headMap(position, false).descendingMap().values(), request.size(), wanted);
        Collections.reverse(before);
        return Optional.of(new Page<>(before, true));
    }

    private static <T> Page<T> page(List<T> oneMore, int size) {
        boolean hasNext = oneMore.size() > size;
        return new Page<>(hasNext ? oneMore.subList(0, size) : oneMore, hasNext);
    }

    private List<Held<T>> take(Collection<String> sids, int most, Predicate<Held<T>> wanted) {
        List<Held<T>> taken = new ArrayList<>();
        for (String sid : sids) {
            Held<T> held = rows.get(sid);
            if (held != null && wanted.test(held)) {
                taken.add(held);
                if (taken.size() == most) {
                    break;
                }
            }
        }
        return taken;
    }

    private NavigableMap<Position, String> list(String accountSid) {
        return lists.computeIfAbsent(accountSid, any -> new ConcurrentSkipListMap<>());
    }
}
