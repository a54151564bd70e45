package dev.ringback.vault.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the chunks of a WAV file while it comes: RIFF, and RF64 (EBU Tech 3306) whose {@code ds64} chunk has the real lengths. Chunks may come in any order,
 * but {@code fmt } before {@code data}; others are skipped, each to an even length. Used by one thread.
 */
public final class WavReader implements SoundReader {
    private static final long UNKNOWN_LENGTH = 0xffff_ffffL;
    private static final int START = 12;
    private static final int CHUNK_START = 8;
    private static final int DS64_LENGTH = 24;

    /** What the bytes that are gathered now will be. */
    private enum Gathering {
        START,
        CHUNK,
        FORMAT,
        LENGTHS,
        /** The rest is not looked at: it is all sound, or no WAV file. */
        NOTHING
    }

    private final ByteBuffer gathered = ByteBuffer.allocate(WavFormat.LONGEST).order(ByteOrder.LITTLE_ENDIAN);
    private Gathering gathering = Gathering.START;
    private long skipped;
    private long skippedAfterwards;
    private long position;

    private boolean begun;
    private @Nullable String contradiction;
    private @Nullable WavFormat format;
    private @Nullable Long realLength;
    private @Nullable WavHeader header;

    WavReader() {
        gathered.limit(START);
    }

    /**
     * Reads as much of a file as is needed to know its header, and somewhat more. The stream stays open.
     *
     * @return empty when it is not the beginning of a WAV file, or ends before the sound
     */
    public static Optional<WavHeader> header(InputStream file) throws IOException {
        WavReader reader = new WavReader();
        InputStream buffered = new BufferedInputStream(file);
        byte[] one = new byte[1];
        while (reader.isInHeader() && buffered.read(one, 0, 1) > 0) {
            reader.accept(one, 0, 1);
        }
        return Optional.ofNullable(reader.header);
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken;
            if (skipped > 0) {
                taken = (int) Math.min(skipped, left);
                skipped -= taken;
            } else if (gathering == Gathering.NOTHING) {
                taken = left;
            } else {
                taken = Math.min(gathered.remaining(), left);
                gathered.put(bytes, from, taken);
            }
            position += taken;
            from += taken;
            left -= taken;
            if (gathering != Gathering.NOTHING && !gathered.hasRemaining()) {
                gathered.flip();
                use();
            }
        }
    }

    private void use() {
        switch (gathering) {
            case START -> {
                String start = text(0);
                begun = (start.equals("RIFF") || start.equals("RF64")) && text(8).equals("WAVE");
                gather(begun ? Gathering.CHUNK : Gathering.NOTHING, CHUNK_START);
            }
            case CHUNK -> useChunk(text(0), Integer.toUnsignedLong(gathered.getInt(4)));
            case FORMAT -> {
                format = WavFormat.of(gathered);
                if (!format.isSound()) {
                    contradict("its numbers of channels, samples and bytes do not agree");
                }
                gatherNextChunk();
            }
            case LENGTHS -> {
                realLength = gathered.getLong(8);
                gatherNextChunk();
            }
            case NOTHING -> throw new IllegalStateException("nothing is gathered");
        }
    }

    private void useChunk(String name, long length) {
        long even = length + (length & 1);
        if (name.equals("fmt ") && header == null) {
            if (length < WavFormat.SHORTEST) {
                contradict("its chunk 'fmt' is too short");
            } else {
                gatherOf(Gathering.FORMAT, Math.min(length, WavFormat.LONGEST), even);
            }
        } else if (name.equals("ds64") && header == null && length >= DS64_LENGTH) {
            gatherOf(Gathering.LENGTHS, DS64_LENGTH, even);
        } else if (name.equals("data") && header == null) {
            useData(length);
        } else if (!name.matches("[ -~]{4}")) {
            contradict("there is something in it that is no chunk");
        } else {
            skipped = even;
            gather(Gathering.CHUNK, CHUNK_START);
        }
    }

    private void useData(long length) {
        WavFormat known = format;
        if (known == null) {
            contradict("its sound comes before its format");
            return;
        }
        long real = length == UNKNOWN_LENGTH && realLength != null ? realLength : length;
        boolean open = real == UNKNOWN_LENGTH || real == 0 || real == -1;
        if (!open && (real < 0 || real > Long.MAX_VALUE / 2)) {
            contradict("the length of its sound cannot be");
            return;
        }
        header = new WavHeader(
                known.encoding(),
                known.channels(),
                known.samplesPerSecond(),
                known.bytesPerSecond(),
                known.bytesPerFrame(),
                known.bitsPerSample(),
                position,
                open ? null : real);
        if (open) {
            gather(Gathering.NOTHING, 0);
        } else {
            skipped = real + (real & 1);
            gather(Gathering.CHUNK, CHUNK_START);
        }
    }

    private void gatherOf(Gathering what, long count, long chunk) {
        skippedAfterwards = chunk - count;
        gather(what, (int) count);
    }

    private void gatherNextChunk() {
        if (contradiction == null) {
            skipped = skippedAfterwards;
            gather(Gathering.CHUNK, CHUNK_START);
        }
    }

    private void gather(Gathering what, int count) {
        gathering = what;
        gathered.clear().limit(count);
    }

    private void contradict(String how) {
        contradiction = how;
        gather(Gathering.NOTHING, 0);
    }

    private String text(int index) {
        return new String(gathered.array(), index, 4, ISO_8859_1);
    }

    private boolean isInHeader() {
        return header == null && gathering != Gathering.NOTHING;
    }

    @Override
    public Sound end() {
        if (!begun) {
            return Sound.refused(
                    RefusalReason.NO_WAV_HEADER, "Twilio sent something that does not begin as a WAV file");
        }
        if (contradiction != null) {
            return wrong(contradiction);
        }
        WavHeader known = header;
        if (known == null) {
            return wrong("it ends before its sound begins");
        }
        long came = position - known.dataStart();
        Long announced = known.dataLength();
        if (announced != null && came < announced) {
            return wrong("its header announces " + announced + " bytes of sound, and " + came + " are there");
        }
        // A byte that fills the last chunk up may be missing.
        boolean endsWithAChunk = gathering == Gathering.NOTHING || (gathered.position() == 0 && skipped <= 1);
        if (!endsWithAChunk) {
            return wrong("there is more behind its sound than its header announces");
        }
        long bytes = announced == null ? came : announced;
        return new Sound(null, known.channels(), (double) bytes / known.bytesPerSecond());
    }

    private static Sound wrong(String how) {
        return Sound.refused(RefusalReason.WRONG_HEADER, "Twilio sent a WAV file that contradicts itself: " + how);
    }
}
