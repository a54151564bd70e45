package dev.ringback.vault.content;

import org.jspecify.annotations.Nullable;

/**
 * Says what the header of a WAV file says.
 *
 * @param encoding 1 for PCM, 6 for A-law, 7 for mu-law, others as registered
 * @param bytesPerFrame how many bytes one sample of all channels takes
 * @param dataStart how many bytes there are before the sound
 * @param dataLength how many bytes the sound has; null where the header leaves that open, as a file does that was written while it was recorded
 */
public record WavHeader(
        int encoding,
        int channels,
        long samplesPerSecond,
        long bytesPerSecond,
        int bytesPerFrame,
        int bitsPerSample,
        long dataStart,
        @Nullable Long dataLength) {
    /** Samples as they are: unsigned of 8 bits, signed of more. */
    public static final int PCM = 1;
    /** The compression of Europe's telephones, 8 bits a sample. */
    public static final int A_LAW = 6;
    /** The compression of America's telephones, 8 bits a sample. */
    public static final int MU_LAW = 7;
}
