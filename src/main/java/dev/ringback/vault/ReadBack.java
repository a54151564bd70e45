package dev.ringback.vault;

import dev.ringback.model.VaultObject;
import dev.ringback.vault.store.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/** Reads content of the vault back, and compares it with what the ledger says of it. Stateless. */
public final class ReadBack {
    private static final int STEP = 64 * 1024;

    private ReadBack() {}

    /** Says what was found. */
    public enum Finding {
        /** Length and SHA-256 are those of the ledger. */
        WHOLE,
        MISSING,
        CHANGED
    }

    /** Lets somebody go on with a long reading, or ends it. */
    @FunctionalInterface
    public interface Pulse {
        /**
         * Called often.
         *
         * @throws IOException when the reading has to end
         */
        void beat() throws IOException;
    }

    /**
     * Reads the whole content of a copied object.
     *
     * @throws IOException when it cannot be read now, which says nothing about the content
     * @throws IllegalArgumentException when it was never copied
     */
    public static Finding check(ObjectStore store, VaultObject object, Pulse pulse) throws IOException {
        if (object.sha256() == null || object.length() == null) {
            throw new IllegalArgumentException("never copied: " + object.key());
        }
        OptionalLong length = store.length(object.key());
        if (length.isEmpty()) {
            return Finding.MISSING;
        }
        if (length.getAsLong() != object.length()) {
            return Finding.CHANGED;
        }
        try (InputStream content = store.read(object.key(), 0, Long.MAX_VALUE)) {
            return hash(content, pulse).equals(object.sha256()) ? Finding.WHOLE : Finding.CHANGED;
        } catch (FileNotFoundException gone) {
            return Finding.MISSING;
        }
    }

    private static String hash(InputStream content, Pulse pulse) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[STEP];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
            pulse.beat();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
