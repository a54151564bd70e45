package dev.ringback.vault;

import dev.ringback.model.Hours;
import dev.ringback.vault.store.s3.S3Options;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the settings say about the vault.
 *
 * @param folder where content is kept; null for a bucket, or where there is no vault
 * @param s3 the bucket where content is kept; null for a folder, or where there is no vault
 * @param formats of recordings: {@code wav}, {@code mp3}
 * @param deleteAfter how long after its copy content is deleted at Twilio; null for never
 * @param deleteHours when Twilio is asked to delete anything; null for always
 * @param deletePause between two deletions at Twilio
 * @param retention how long the vault keeps content; null for ever
 * @param retentionAtTwilio what else is deleted at Twilio
 * @param maxConcurrent how many objects each node copies at once
 * @param redirectHosts to which Twilio may redirect, beside its own
 */
@RecordBuilder.Options(enableWither = false, enableGetters = false, emptyDefaultForOptional = false)
@RecordBuilder
public record VaultOptions(
        @Nullable Path folder,
        @Nullable S3Options s3,
        Set<String> formats,
        @Nullable Duration deleteAfter,
        @Nullable Hours deleteHours,
        Duration deletePause,
        @Nullable Duration retention,
        TwilioRetention retentionAtTwilio,
        int maxConcurrent,
        List<String> redirectHosts) {
    public static final String WAV = "wav";
    public static final String MP3 = "mp3";

    public static final Set<String> DEFAULT_FORMATS = Set.of(WAV);
    public static final Duration DEFAULT_DELETE_PAUSE = Duration.ofSeconds(1);

    /** Enough to fill a line while one waits for Twilio, and few of the places that Twilio gives an account. */
    public static final int DEFAULT_MAX_CONCURRENT = 4;

    /** There is no vault. */
    public static final VaultOptions OFF = new VaultOptions(
            null,
            null,
            DEFAULT_FORMATS,
            null,
            null,
            DEFAULT_DELETE_PAUSE,
            null,
            TwilioRetention.NONE,
            DEFAULT_MAX_CONCURRENT,
            List.of());

    public VaultOptions {
        formats = Set.copyOf(formats);
        redirectHosts = List.copyOf(redirectHosts);
    }

    /** Returns options that keep content in a folder, and delete nothing. */
    public static VaultOptions in(Path folder) {
        return new VaultOptions(
                folder,
                null,
                DEFAULT_FORMATS,
                null,
                null,
                DEFAULT_DELETE_PAUSE,
                null,
                TwilioRetention.NONE,
                DEFAULT_MAX_CONCURRENT,
                List.of());
    }

    /** Tells whether there is a vault. */
    public boolean isEnabled() {
        return folder != null || s3 != null;
    }

    /** Says in a line for the log what is kept, and what is deleted where and when. */
    public String summary() {
        return "the vault keeps %s; deletes content at Twilio: %s; messages and calls there: %s; in the vault: %s"
                .formatted(
                        String.join(" and ", formats.stream().sorted().toList()),
                        deleteAfter == null ? "never" : "after " + deleteAfter,
                        retentionAtTwilio.equals(TwilioRetention.NONE) ? "never" : retentionAtTwilio.toString(),
                        retention == null ? "never" : "after " + retention);
    }

    /** Tells whether anything is to be deleted at Twilio. */
    public boolean deletesAtTwilio() {
        return deleteAfter != null || !retentionAtTwilio.equals(TwilioRetention.NONE);
    }
}
