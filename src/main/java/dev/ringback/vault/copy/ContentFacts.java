package dev.ringback.vault.copy;

import dev.ringback.model.Media;
import dev.ringback.model.Recording;
import dev.ringback.model.TimeRange;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.MediaFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.vault.VaultOptions;
import dev.ringback.vault.content.ContentKind;
import dev.ringback.vault.content.ExpectedContent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the mirror knows of content before it is fetched.
 *
 * @param path at Twilio, with the query
 * @param encryptionDetails a JSON object; null unless the recording is known to be encrypted
 * @param duration of a recording; null where it is not known
 * @param channels of a recording; null where that is not known
 * @param createdAt null where the mirror does not have it
 */
record ContentFacts(
        String path,
        ExpectedContent expected,
        @Nullable String encryptionDetails,
        @Nullable Duration duration,
        @Nullable Integer channels,
        @Nullable Instant createdAt) {
    private static final String DELETED = "deleted";

    /** A WAV file cannot be longer, and no recording of Twilio is. */
    private static final long MOST_OF_RECORDING = 4L << 30;

    /** Attachments of MMS have 5 MB at most, those of other channels some more. */
    private static final long MOST_OF_MEDIUM = 256L << 20;

    /** Of 16 bits for each channel, 8,000 times a second. */
    private static final long BYTES_A_SECOND = 2 * 16_000;

    private static final long TOLERANCE = 16L << 20;

    /**
     * Looks an object up.
     *
     * @throws GoneException when the mirror knows that Twilio has no such content
     */
    static ContentFacts of(VaultObject object, ResourceStore resources) throws GoneException {
        String account = "/2010-04-01/Accounts/" + object.accountSid();
        return object.kind() == VaultKind.RECORDING
                ? ofRecording(
                        object,
                        account,
                        resources
                                .find(Recording.class, object.accountSid(), object.sid())
                                .orElse(null))
                : ofMedium(
                        object,
                        account,
                        resources
                                .findAny(
                                        object.accountSid(),
                                        new MediaFilter(
                                                String.valueOf(object.parentSid()), object.sid(), TimeRange.ALWAYS))
                                .orElse(null));
    }

    private static ContentFacts ofRecording(VaultObject object, String account, @Nullable Recording recording)
            throws GoneException {
        boolean isWav = object.format().equals(VaultOptions.WAV);
        ContentKind kind = isWav ? ContentKind.WAV : ContentKind.MP3;
        String path = account + "/Recordings/" + object.sid() + '.' + object.format();
        if (recording == null) {
            return new ContentFacts(path, ExpectedContent.recording(kind, null, null), null, null, null, null);
        }
        if (recording.progress().status().equals(DELETED)) {
            throw new GoneException("it was deleted at Twilio before it was copied");
        }
        if (isKeptElsewhere(recording)) {
            throw new GoneException("Twilio does not keep it: it is in a store of the account's own");
        }
        String details = recording.encryptionDetails();
        if (details != null && !isWav) {
            throw new GoneException("there is no MP3 of an encrypted recording (16109)");
        }
        Duration duration = recording.duration();
        Integer channels = recording.channels();
        boolean isStereo = isWav && channels != null && channels == 2;
        Integer seconds = duration == null ? null : Math.toIntExact(duration.toSeconds());
        return new ContentFacts(
                isStereo ? path + "?RequestedChannels=2" : path,
                details == null
                        ? ExpectedContent.recording(kind, seconds, isWav ? channels : null)
                        : ExpectedContent.encrypted(kind),
                details,
                duration,
                channels,
                recording.dateCreated());
    }

    /** Recordings may go to a bucket of the account's own at once: then their URL is not at Twilio. */
    private static boolean isKeptElsewhere(Recording recording) {
        String url = recording.mediaUrl();
        if (url == null) {
            return false;
        }
        try {
            String path = URI.create(url).getPath();
            return path == null || !path.contains("/Recordings/" + recording.sid());
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }

    private static ContentFacts ofMedium(VaultObject object, String account, @Nullable Media medium) {
        return new ContentFacts(
                account + "/Messages/" + object.parentSid() + "/Media/" + object.sid(),
                ExpectedContent.medium(medium == null ? null : medium.contentType()),
                null,
                null,
                null,
                medium == null ? null : medium.dateCreated());
    }

    /** Returns how long the content may be: what never ends must not fill a disk. */
    long mostBytes() {
        if (expected.kind() == ContentKind.MEDIUM) {
            return MOST_OF_MEDIUM;
        }
        return duration == null || duration.isNegative()
                ? MOST_OF_RECORDING
                : Math.min(MOST_OF_RECORDING, 2 * BYTES_A_SECOND * duration.toSeconds() + TOLERANCE);
    }
}
