package dev.ringback.forward.notice;

import dev.ringback.forward.rule.Label;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Computes the fingerprint of a group, by which services put its notices together. */
public final class GroupFingerprint {
    private static final int LENGTH = 32;

    private GroupFingerprint() {}

    /** {@value #LENGTH} hex digits, the same for the same rule and labels on every machine; a label that says nothing is as good as absent. */
    public static String of(String rule, Map<Label, String> labels) {
        StringBuilder text = new StringBuilder();
        append(text, "rule", rule);
        for (Label label : Label.values()) {
            String value = labels.getOrDefault(label, "");
            if (!value.isEmpty()) {
                append(text, label.value(), value);
            }
        }
        return digest(text.toString());
    }

    /** Appends a value with its length before it, so that no value can pretend to be two. */
    private static void append(StringBuilder text, String name, String value) {
        text.append(name)
                .append(' ')
                .append(value.length())
                .append(' ')
                .append(value)
                .append('\n');
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
