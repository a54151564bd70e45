package dev.ringback.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the vault's ledger: one object of Twilio in one format, and all that was done with it. Account, SID, kind and format name it. Its times
 * are in whole milliseconds: what is finer is cut off.
 *
 * @param format {@code wav} or {@code mp3} of a recording; empty for all else
 * @param parentSid the message of a medium or list; the call or conference of a recording; null where it is not known, and for all else
 * @param dueAt when it is worked on next: copied, or deleted at Twilio; null for never, or where a rule alone decides
 * @param attempts that failed since the last success
 * @param failure the reason of the last failure, in one line without secrets; null where nothing has failed; cut after
 *     {@value #MAX_FAILURE} characters, and without those that no database can store
 * @param failedAt when it failed last
 * @param key under which the vault keeps the content; fixed from the beginning; empty where there is no content
 * @param length of the content in bytes; null before it was copied
 * @param sha256 of the content, in small hexadecimal digits; null before it was copied
 * @param contentType as Twilio has told it; null before it was copied
 * @param encryptionDetails a JSON object without which an encrypted recording is worthless; null unless it is encrypted
 * @param copiedAt when the vault got it
 * @param verifiedAt when the vault's copy was read back last, and found to be whole
 * @param deletedAt when it was deleted at Twilio, or found to be deleted there
 * @param deletionRule by which rule it was deleted at Twilio, such as {@code delete_after}
 * @param removedAt when it was deleted in the vault
 * @param removalRule by which rule it was deleted in the vault, such as {@code retention}
 * @param version 0 before it is stored; one more after each change
 */
@WithBuilder
public record VaultObject(
        String accountSid,
        VaultKind kind,
        String sid,
        String format,
        @Nullable String parentSid,
        VaultState state,
        Instant heardAt,
        @Nullable Instant dueAt,
        int attempts,
        @Nullable String failure,
        @Nullable Instant failedAt,
        String key,
        @Nullable Long length,
        @Nullable String sha256,
        @Nullable String contentType,
        @Nullable String encryptionDetails,
        @Nullable Instant copiedAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant deletedAt,
        @Nullable String deletionRule,
        @Nullable Instant removedAt,
        @Nullable String removalRule,
        long version) {
    /** The format of what has none. */
    public static final String NO_FORMAT = "";

    public static final int MAX_FAILURE = 1000;

    public VaultObject {
        heardAt = heardAt.truncatedTo(ChronoUnit.MILLIS);
        dueAt = whole(dueAt);
        failedAt = whole(failedAt);
        copiedAt = whole(copiedAt);
        verifiedAt = whole(verifiedAt);
        deletedAt = whole(deletedAt);
        removedAt = whole(removedAt);
        failure = failure == null ? null : StorableText.of(failure, MAX_FAILURE);
    }

    private static @Nullable Instant whole(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Makes an entry of which nothing is known but that it is there. */
    public static VaultObject heard(
            String accountSid,
            VaultKind kind,
            String sid,
            String format,
            @Nullable String parentSid,
            String key,
            Instant at) {
        return new VaultObject(
                accountSid,
                kind,
                sid,
                format,
                parentSid,
                VaultState.HEARD,
                at,
                at,
                0,
                null,
                null,
                key,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    /** Tells whether the vault has its content. */
    public boolean isCopied() {
        return state == VaultState.COPIED;
    }
}
