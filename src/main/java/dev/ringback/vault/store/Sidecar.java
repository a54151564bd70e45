package dev.ringback.vault.store;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says beside an object what it is, so that the ledger can be made again from the store alone, and programs that know nothing of Ringback find their way.
 *
 * @param format {@code wav} or {@code mp3} of a recording; empty for all else
 * @param parentSid the message, call or conference; null where it is not known
 * @param length of the object in bytes
 * @param sha256 of the object, in small hexadecimal digits
 * @param encryptionDetails a JSON object without which an encrypted recording is worthless; null unless it is encrypted
 * @param createdAt when Twilio made what the object is a copy of; null where that is not known
 * @param duration of a recording; null where it is not known, and for all else
 * @param channels of a recording; null where they are not known, and for all else
 */
public record Sidecar(
        String accountSid,
        VaultKind kind,
        String sid,
        String format,
        @Nullable String parentSid,
        String key,
        String contentType,
        long length,
        String sha256,
        @Nullable String encryptionDetails,
        Instant heardAt,
        Instant copiedAt,
        @Nullable Instant createdAt,
        @Nullable Duration duration,
        @Nullable Integer channels) {
    private static final String ENDING = ".json";

    /**
     * Describes an object that was copied.
     *
     * @throws IllegalArgumentException when it was not
     */
    public static Sidecar of(
            VaultObject object, @Nullable Instant createdAt, @Nullable Duration duration, @Nullable Integer channels) {
        String contentType = object.contentType();
        Long length = object.length();
        String sha256 = object.sha256();
        Instant copiedAt = object.copiedAt();
        if (contentType == null || length == null || sha256 == null || copiedAt == null) {
            throw new IllegalArgumentException("never copied: " + object.key());
        }
        return new Sidecar(
                object.accountSid(),
                object.kind(),
                object.sid(),
                object.format(),
                object.parentSid(),
                object.key(),
                contentType,
                length,
                sha256,
                object.encryptionDetails(),
                object.heardAt(),
                copiedAt,
                createdAt,
                duration,
                channels);
    }

    /** Returns the entry of the ledger that this was made of, as it was just after its copy. */
    public VaultObject toObject() {
        return VaultObjectBuilder.builder()
                .accountSid(accountSid)
                .kind(kind)
                .sid(sid)
                .format(format)
                .parentSid(parentSid)
                .state(VaultState.COPIED)
                .heardAt(heardAt)
                .key(key)
                .length(length)
                .sha256(sha256)
                .contentType(contentType)
                .encryptionDetails(encryptionDetails)
                .copiedAt(copiedAt)
                .build();
    }

    /** Returns under which key the sidecar of an object is. */
    public static String keyOf(String objectKey) {
        return objectKey + ENDING;
    }

    /** Tells whether a key is that of a sidecar. */
    public static boolean isSidecar(String key) {
        return key.endsWith(ENDING) && key.indexOf('/') > 0;
    }

    /** Returns the key of the object beside which a sidecar is. */
    public static String objectKeyOf(String sidecarKey) {
        if (!isSidecar(sidecarKey)) {
            throw new IllegalArgumentException("no sidecar: " + sidecarKey);
        }
        return sidecarKey.substring(0, sidecarKey.length() - ENDING.length());
    }
}
