package dev.ringback.simulate.api.content;

import java.nio.charset.StandardCharsets;

/** Numbers that look random and follow from a name and a place alone, so that none has to be kept. */
record Noise(long seed) {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** Returns the noise of a name, such as a SID: other names have other noise. */
    static Noise of(String name) {
        long seed = 0xcbf29ce484222325L;
        for (byte part : name.getBytes(StandardCharsets.UTF_8)) {
            seed = (seed ^ part) * 0x100000001b3L;
        }
        return new Noise(mixed(seed));
    }

    /** Returns the number at a place. */
    long at(long place) {
        return mixed(seed + place * GOLDEN);
    }

    /** Mixes the bits of a number as SplitMix64 does. */
    private static long mixed(long value) {
        long once = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
        return twice ^ (twice >>> 31);
    }
}
