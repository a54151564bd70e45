package dev.ringback.vault.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Finds out how many channels sound has, by its beginning. Stateless. */
public final class ChannelCount {
    /** How much of an MP3 file is read: a tag before its sound is much shorter. */
    private static final int BEGINNING = 16 * 1024;

    private ChannelCount() {}

    /**
     * Reads the beginning of an MP3 file; the stream stays open.
     *
     * @return empty where it does not begin as one, as encrypted sound does not
     */
    public static Optional<Integer> ofMp3(InputStream file) throws IOException {
        byte[] beginning = file.readNBytes(BEGINNING);
        Mp3Reader reader = new Mp3Reader();
        reader.accept(beginning, 0, beginning.length);
        Sound sound = reader.end();
        return sound.refusal() == null ? Optional.ofNullable(sound.channels()) : Optional.empty();
    }
}
