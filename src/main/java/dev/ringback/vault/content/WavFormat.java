package dev.ringback.vault.content;

import java.nio.ByteBuffer;

/** The {@code fmt} chunk of a WAV file, as its bytes say it. */
record WavFormat(
        int encoding, int channels, long samplesPerSecond, long bytesPerSecond, int bytesPerFrame, int bitsPerSample) {
    static final int SHORTEST = 16;
    static final int LONGEST = 40;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int REAL_ENCODING = 24; // where it stands in the extensible form

    /** Reads at least {@link #SHORTEST} bytes, which are little-endian. */
    static WavFormat of(ByteBuffer chunk) {
        int encoding = Short.toUnsignedInt(chunk.getShort(0));
        if (encoding == EXTENSIBLE && chunk.limit() >= LONGEST) {
            encoding = Short.toUnsignedInt(chunk.getShort(REAL_ENCODING));
        }
        return new WavFormat(
                encoding,
                Short.toUnsignedInt(chunk.getShort(2)),
                Integer.toUnsignedLong(chunk.getInt(4)),
                Integer.toUnsignedLong(chunk.getInt(8)),
                Short.toUnsignedInt(chunk.getShort(12)),
                Short.toUnsignedInt(chunk.getShort(14)));
    }

    /** Tells whether its numbers agree. Of encodings that Twilio does not use, only those that are needed here are looked at. */
    boolean isSound() {
        if (channels == 0 || bytesPerSecond == 0 || bytesPerFrame == 0) {
            return false;
        }
        return switch (encoding) {
            case WavHeader.PCM -> bitsPerSample % 8 == 0 && bitsPerSample > 0 && agrees(bitsPerSample / 8);
            case WavHeader.A_LAW, WavHeader.MU_LAW -> agrees(1);
            default -> true;
        };
    }

    private boolean agrees(int bytesPerSample) {
        return bytesPerFrame == channels * bytesPerSample && bytesPerSecond == samplesPerSecond * bytesPerFrame;
    }
}
