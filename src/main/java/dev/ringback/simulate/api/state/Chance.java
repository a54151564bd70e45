package dev.ringback.simulate.api.state;

import dev.ringback.simulate.traffic.SeededRandom;
import java.util.List;
import java.util.Random;

/** Makes SIDs and decides by chance, from a seed: the same requests in the same order get the same answers. Safe for use by many threads. */
public final class Chance {
    private final SeededRandom random;

    public Chance(long seed) {
        this.random = new SeededRandom(new Random(seed));
    }

    /** Returns a new SID with these two letters. */
    public synchronized String sid(String prefix) {
        return random.sid(prefix);
    }

    /** Returns a number of ours, reserved for fiction. */
    public synchronized String number() {
        return random.ourNumber();
    }

    /** Returns true in that share of all cases; of nothing and of everything it asks no chance. */
    public synchronized boolean hits(double share) {
        return share > 0 && (share >= 1 || random.chance(share));
    }

    /** Returns one of them. */
    public synchronized <T> T pick(List<T> choices) {
        return random.pick(choices);
    }
}
