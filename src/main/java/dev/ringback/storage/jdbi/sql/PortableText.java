package dev.ringback.storage.jdbi.sql;

/** Replaces in a text what not every database can keep. */
public final class PortableText {
    private PortableText() {}

    /** The character NUL, which PostgreSQL cannot keep, becomes U+FFFD, which says that something could not be kept. */
    public static String of(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
