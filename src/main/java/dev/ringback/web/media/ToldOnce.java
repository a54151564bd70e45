package dev.ringback.web.media;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what the log was told, so that it is told once. Forgets all when that is much. Safe for use by many threads. */
final class ToldOnce {
    private static final int MOST = 10_000;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Tells whether something is new. */
    boolean isNew(String what) {
        if (told.size() >= MOST) {
            told.clear();
        }
        return told.add(what);
    }
}
