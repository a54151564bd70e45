package dev.ringback.vault.content;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the frames of an MP3 file while it comes. Tags (ID3v2) and zeros before the first frame are skipped. Where the frames end before the file does, as
 * before a tag at its end, the rest is taken to be as dense as what came before.
 */
final class Mp3Reader implements SoundReader {
    private static final int TAG_START = 10;
    private static final int ID3 = 'I' << 16 | 'D' << 8 | '3';
    private static final int HAS_FOOTER = 0x10;

    private final byte[] gathered = new byte[TAG_START];
    private int count;
    private int wanted = Mp3Frame.START;
    private long skipped;
    private long position;

    private @Nullable Mp3Frame first;
    private int frames;
    private double seconds;
    private long beginning;

    /** Where the frames end; negative while they go on. */
    private long end = -1;

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken;
            if (skipped > 0) {
                taken = (int) Math.min(skipped, left);
                skipped -= taken;
            } else if (end >= 0) {
                taken = left;
            } else {
                taken = Math.min(wanted - count, left);
                System.arraycopy(bytes, from, gathered, count, taken);
                count += taken;
            }
            position += taken;
            from += taken;
            left -= taken;
            if (end < 0 && count == wanted) {
                use();
            }
        }
    }

    private void use() {
        if (count == TAG_START) {
            skipTag();
        } else if (first == null && number(3) == ID3) {
            wanted = TAG_START;
        } else if (first == null && gathered[0] == 0) {
            System.arraycopy(gathered, 1, gathered, 0, Mp3Frame.START - 1);
            count = Mp3Frame.START - 1;
        } else {
            useFrame(Mp3Frame.of((number(3) << 8) | (gathered[3] & 0xff)));
        }
    }

    private void skipTag() {
        int length = 0;
        for (int i = 6; i < TAG_START; i++) {
            length = (length << 7) | (gathered[i] & 0x7f);
        }
        skipped = (long) length + ((gathered[5] & HAS_FOOTER) == 0 ? 0 : TAG_START);
        wanted = Mp3Frame.START;
        count = 0;
    }

    private void useFrame(@Nullable Mp3Frame frame) {
        Mp3Frame before = first;
        if (frame == null || (before != null && before.samplesPerSecond() != frame.samplesPerSecond())) {
            end = position - Mp3Frame.START;
            return;
        }
        if (before == null) {
            first = frame;
            beginning = position - (long) Mp3Frame.START;
        }
        frames++;
        if (frame.length() == 0) {
            end = position;
            return;
        }
        seconds += (double) frame.samples() / frame.samplesPerSecond();
        skipped = frame.length() - (long) Mp3Frame.START;
        count = 0;
    }

    private int number(int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number = (number << 8) | (gathered[i] & 0xff);
        }
        return number;
    }

    @Override
    public Sound end() {
        Mp3Frame known = first;
        // By chance some bytes look like one frame, hardly like two.
        boolean byChance = frames == 1 && end >= 0 && (known == null || known.length() > 0);
        if (known == null || byChance) {
            return Sound.refused(
                    RefusalReason.NO_MP3_HEADER, "Twilio sent something that does not begin as an MP3 file");
        }
        return new Sound(null, known.channels(), duration(known));
    }

    private @Nullable Double duration(Mp3Frame known) {
        if (known.length() == 0) {
            return null;
        }
        return end < 0 ? seconds : seconds * (position - beginning) / (end - beginning);
    }
}
