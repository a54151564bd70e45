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
public final class BodyBudget {
    private final long mostBytes;
    private final int mostBodies;
    private final Map<GatheredBody, Integer> held = new LinkedHashMap<>();
    private long bytes;

    public BodyBudget(long mostBytes, int mostBodies) {
        this.mostBytes = mostBytes;
        this.mostBodies = mostBodies;
    }

    long mostBytes() {
        return mostBytes;
    }

    /** How many bodies are held now. */
    synchronized int bodies() {
        return held.size();
    }

    /** Notes how much of a body is in memory now, and gives up others, or this one, if that is too much. */
    void hold(GatheredBody body, int size) {
        List<GatheredBody> givenUp = new ArrayList<>();
        synchronized (this) {
            Integer before = held.put(body, size);
            bytes += size - (before == null ? 0 : before);
            Iterator<Map.Entry<GatheredBody, Integer>> eldest = held.entrySet().iterator();
            while ((bytes > mostBytes || held.size() > mostBodies) && eldest.hasNext()) {
                Map.Entry<GatheredBody, Integer> entry = eldest.next();
                bytes -= entry.getValue();
                givenUp.add(entry.getKey());
                eldest.remove();
            }
        }
        givenUp.forEach(GatheredBody::giveUp);
    }

    /** The body is no longer held here. */
    synchronized void release(GatheredBody body) {
        Integer size = held.remove(body);
        bytes -= size == null ? 0 : size;
    }
}
