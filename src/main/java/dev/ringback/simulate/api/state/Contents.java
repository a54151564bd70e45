package dev.ringback.simulate.api.state;

import dev.ringback.model.Media;
import dev.ringback.model.Recording;
import dev.ringback.simulate.api.content.Content;
import dev.ringback.simulate.api.content.MediaContent;
import dev.ringback.simulate.api.content.Mp3Sound;
import dev.ringback.simulate.api.content.RandomContent;
import dev.ringback.simulate.api.content.WavSound;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the content of recordings and media, which follows from their SIDs unless somebody gives them another. Also that of deleted ones,
 * which nobody is sent any more. Safe for use by many threads.
 */
public final class Contents {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Map<String, Content> given = new ConcurrentHashMap<>();

    /** Gives a recording or an attachment this content, in every format. */
    public void give(String sid, Content content) {
        given.put(sid, content);
    }

    /** Returns the WAV file of a recording with all its channels. */
    public Content wav(Recording recording) {
        return wav(recording, channels(recording));
    }

    /** Returns the WAV file of a recording with 1 or 2 channels. Of an encrypted one: random bytes, of the same length. */
    public Content wav(Recording recording, int channels) {
        Content wav = WavSound.of(recording.sid(), channels, duration(recording));
        Content generated =
                recording.encryptionDetails() == null ? wav : new RandomContent(recording.sid(), wav.length());
        return given.getOrDefault(recording.sid(), generated);
    }

    /** Returns the MP3 file of a recording with all its channels. */
    public Content mp3(Recording recording) {
        return mp3(recording, channels(recording));
    }

    /** Returns the MP3 file of a recording with 1 or 2 channels. */
    public Content mp3(Recording recording, int channels) {
        return given.getOrDefault(recording.sid(), new Mp3Sound(recording.sid(), channels, duration(recording)));
    }

    /** Returns the content of an attachment. */
    public Content of(Media media) {
        return given.getOrDefault(media.sid(), MediaContent.of(media.sid(), media.contentType()));
    }

    /** Returns how many channels a recording has; 1 where it does not say. */
    public static int channels(Recording recording) {
        return Objects.requireNonNullElse(recording.channels(), 1);
    }

    private static Duration duration(Recording recording) {
        return Objects.requireNonNullElse(recording.duration(), SHORTEST);
    }
}
