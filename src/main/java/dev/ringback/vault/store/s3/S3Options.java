package dev.ringback.vault.store.s3;

import dev.ringback.vault.store.ObjectKey;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Says which bucket objects are kept in, and how it is reached.
 *
 * @param endpoint of a service that speaks S3's protocol; null for AWS
 * @param region in which the bucket is; other services than AWS take any
 * @param prefix before the key of each object, without slashes at its ends; empty for none
 * @param accessKey null with {@code secretKey} for what the environment tells: variables, the files of the AWS command, or the machine's role
 * @param pathStyle whether the bucket is named in the path and not in the host, as most other services than AWS want
 * @param encryption by the server: {@code AES256} or {@code aws:kms}; null for what the bucket is set to
 * @param encryptionKey of {@code aws:kms}; null for the account's usual one
 */
public record S3Options(
        @Nullable URI endpoint,
        String region,
        String bucket,
        String prefix,
        @Nullable String accessKey,
        @Nullable String secretKey,
        boolean pathStyle,
        @Nullable String encryption,
        @Nullable String encryptionKey) {
    /** Encryption with a key of the account. */
    public static final String KMS = "aws:kms";

    /** Encryption with a key of the service. */
    public static final String AES256 = "AES256";

    /**
     * Checks what can be checked without asking the service.
     *
     * @throws IllegalArgumentException says in a line which of the options cannot be right
     */
    public S3Options {
        check(!bucket.isBlank() && !bucket.contains("/"), "the bucket has no name, or one with a slash");
        check(!region.isBlank(), "the region is missing");
        check(prefix.isEmpty() || ObjectKey.isKey(prefix), "the prefix has characters that are not allowed");
        check((accessKey == null) == (secretKey == null), "of access key and secret key one is missing");
        check(
                encryption == null || encryption.equals(KMS) || encryption.equals(AES256),
                "the encryption is neither " + AES256 + " nor " + KMS);
        check(encryptionKey == null || KMS.equals(encryption), "a key for encryption belongs to " + KMS + " alone");
        check(endpoint == null || isAddress(endpoint), "the endpoint is no address with http or https");
    }

    private static boolean isAddress(URI endpoint) {
        return endpoint.getHost() != null
                && String.valueOf(endpoint.getScheme()).matches("https?");
    }

    private static void check(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Returns how the object of a key is named in the bucket. */
    String name(String key) {
        return prefix.isEmpty() ? key : prefix + '/' + key;
    }

    /** Returns what the names of all objects begin with. */
    String start() {
        return prefix.isEmpty() ? "" : prefix + '/';
    }

    /** Says in a line for people which bucket it is, and where. */
    String description() {
        String place = endpoint == null ? "AWS, region " + region : endpoint.getHost();
        return "the bucket " + name(bucket, prefix) + " at " + place;
    }

    private static String name(String bucket, String prefix) {
        return prefix.isEmpty() ? bucket : bucket + '/' + prefix;
    }

    /** Leaves out what is secret. */
    @Override
    public String toString() {
        return "S3Options[" + description() + "]";
    }
}
