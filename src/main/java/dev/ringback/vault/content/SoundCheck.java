package dev.ringback.vault.content;

import dev.ringback.vault.content.ContentVerdict.Refused;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares the sound that came with what is known of the recording. */
final class SoundCheck {
    private static final double SECONDS_OF_TOLERANCE = 2;
    private static final double PART_OF_TOLERANCE = 0.05;

    private SoundCheck() {}

    /** Returns why it is not the sound of that recording; null when it is, as far as can be told. */
    static @Nullable Refused check(Sound sound, ExpectedContent expected) {
        Refused refusal = checkChannels(sound.channels(), expected);
        return refusal != null ? refusal : checkLength(sound.seconds(), expected);
    }

    private static @Nullable Refused checkChannels(@Nullable Integer found, ExpectedContent expected) {
        Integer channels = expected.channels();
        if (found == null || channels == null || found.equals(channels)) {
            return null;
        }
        if (expected.kind() == ContentKind.MP3 && found > channels) {
            return null; // an encoder may write one channel as two
        }
        return Refused.of(
                RefusalReason.WRONG_CHANNELS,
                "Twilio sent sound with " + counted(found) + " of a recording with " + counted(channels));
    }

    private static String counted(int channels) {
        return channels == 1 ? "1 channel" : channels + " channels";
    }

    private static @Nullable Refused checkLength(@Nullable Double found, ExpectedContent expected) {
        Integer seconds = expected.seconds();
        if (found == null || seconds == null || seconds < 0) {
            return null;
        }
        double least = seconds - Math.max(SECONDS_OF_TOLERANCE, seconds * PART_OF_TOLERANCE);
        double most = seconds + Math.max(SECONDS_OF_TOLERANCE, seconds * PART_OF_TOLERANCE);
        if (expected.kind() == ContentKind.MP3) {
            least = Math.min(least, seconds / 2.0);
            most = Math.max(most, seconds * 2.0);
        }
        if (found >= least && found <= most) {
            return null;
        }
        return Refused.of(
                found < least ? RefusalReason.TOO_SHORT : RefusalReason.TOO_LONG,
                String.format(Locale.ROOT, "Twilio sent %.1f s of sound of a recording of %d s", found, seconds));
    }
}
