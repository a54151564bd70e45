package dev.ringback.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Stands for a text, which may be a secret, where only its changes are of interest.
 *
 * @param fields the same for each of its fields, by name; empty where it has none
 */
public record Fingerprint(String hex, Map<String, String> fields) {
    public Fingerprint {
        fields = Map.copyOf(fields);
    }

    /** Makes the same of the same text, and something else of every other. */
    static Fingerprint of(String text) {
        return of(text, Map.of());
    }

    /**
     * Makes the same of the same text, and something else of every other.
     *
     * @param fields whose prints the text has, too
     */
    static Fingerprint of(String text, Map<String, String> fields) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(HexFormat.of().formatHex(hash), fields);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }

    /** Names the fields that are different in another, in alphabetical order. */
    List<String> changedFields(Fingerprint other) {
        TreeSet<String> names = new TreeSet<>(fields.keySet());
        names.addAll(other.fields.keySet());
        names.removeIf(name -> Objects.equals(fields.get(name), other.fields.get(name)));
        return List.copyOf(names);
    }
}
