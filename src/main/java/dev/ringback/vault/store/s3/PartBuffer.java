package dev.ringback.vault.store.s3;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/** Gathers the bytes of one part, which are sent from where they are: once, or again when that has failed. */
final class PartBuffer extends ByteArrayOutputStream {
    private static final int AT_FIRST = 16 * 1024;

    PartBuffer() {
        super(AT_FIRST);
    }

    RequestBody body() {
        int length = count;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(buf, 0, length), length, "application/octet-stream");
    }

    /** Returns what the service compares the bytes with, in Base64 (RFC 1864). */
    String md5() {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(buf, 0, count);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("MD5 is part of every Java", impossible);
        }
    }
}
