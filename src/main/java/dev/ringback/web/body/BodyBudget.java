package dev.ringback.web.body;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds what the bodies that are not being handled yet may take together. When it is too much, those that began first are given up:
 * whoever means it has long finished. Safe for use by many threads.
 */
final class BodyBudget {
    /** A body that takes memory. */
    interface Holder {
        /** Tells it that there is no room for it any more. Called by any thread. */
        void giveUp();
    }

    private final long mostBytes;
    private final int mostBodies;
    private final Map<Holder, Integer> held = new LinkedHashMap<>();
    private long bytes;

    BodyBudget(long mostBytes, int mostBodies) {
        this.mostBytes = mostBytes;
        this.mostBodies = mostBodies;
    }

    /** Counts the bodies that are held now. */
    synchronized int bodies() {
        return held.size();
    }

    /** Notes how much of a body is in memory now, and gives up others, or this one, if that is too much. */
    void hold(Holder body, int size) {
        List<Holder> givenUp = new ArrayList<>();
        synchronized (this) {
            Integer before = held.put(body, size);
            bytes += size - (before == null ? 0 : before);
            Iterator<Map.Entry<Holder, Integer>> eldest = held.entrySet().iterator();
            while ((bytes > mostBytes || held.size() > mostBodies) && eldest.hasNext()) {
                Map.Entry<Holder, Integer> entry = eldest.next();
                bytes -= entry.getValue();
                givenUp.add(entry.getKey());
                eldest.remove();
            }
        }
        givenUp.forEach(Holder::giveUp);
    }

    /** The body is no longer held here. */
    synchronized void release(Holder body) {
        Integer size = held.remove(body);
        bytes -= size == null ? 0 : size;
    }
}
