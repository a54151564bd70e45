package dev.ringback.vault.content;

import org.jspecify.annotations.Nullable;

/**
 * The four bytes with which each frame of an MP3 file begins: MPEG 1, 2 or 2.5, layer III (ISO/IEC 11172-3 and 13818-3).
 *
 * @param length of the frame in bytes, with these four; 0 where it leaves its bit rate open
 */
record Mp3Frame(int channels, int samplesPerSecond, int samples, int length) {
    static final int START = 4;

    private static final int[] KBITS_OF_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBITS_OF_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES = {44_100, 48_000, 32_000};

    /** Returns what four bytes, the first in the highest place, begin; null when that is no frame. */
    static @Nullable Mp3Frame of(int start) {
        int version = start >> 19 & 3; // 0: 2.5, 2: 2, 3: 1
        int layer = start >> 17 & 3; // 1: III
        int bits = start >> 12 & 15;
        int rate = start >> 10 & 3;
        if (start >>> 21 != 0x7ff || version == 1 || layer != 1 || bits == 15 || rate == 3) {
            return null;
        }
        int samplesPerSecond = RATES[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int samples = version == 3 ? 1152 : 576;
        int kbits = (version == 3 ? KBITS_OF_1 : KBITS_OF_2)[bits];
        int filling = start >> 9 & 1;
        int length = kbits == 0 ? 0 : samples / 8 * kbits * 1000 / samplesPerSecond + filling;
        return new Mp3Frame((start >> 6 & 3) == 3 ? 1 : 2, samplesPerSecond, samples, length);
    }
}
