package dev.ringback.storage.jdbi;

/** Replaces in a text what not every database can keep. */
final class PortableText {
    private PortableText() {}

    /** The character NUL, which PostgreSQL cannot keep, becomes U+FFFD, which says that something could not be kept. */
    static String of(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
