package dev.ringback.vault.store;

import java.util.regex.Pattern;

/** Checks the keys of objects, as {@link ObjectStore} describes them. */
public final class ObjectKey {
    /** So many characters a key may have: with what is added to it while it is written, it fits into the name of a file. */
    public static final int MOST_CHARACTERS = 200;

    private static final Pattern KEY =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*+(/[A-Za-z0-9_-][A-Za-z0-9._-]*+)*+");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final int SHOWN_CHARACTERS = 60;

    private ObjectKey() {}

    /** Tells whether a text is a key. */
    public static boolean isKey(String text) {
        return text.length() <= MOST_CHARACTERS && KEY.matcher(text).matches();
    }

    /**
     * Returns a key as it is.
     *
     * @throws IllegalArgumentException for what is no key
     */
    public static String checked(String text) {
        if (!isKey(text)) {
            String start = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
            throw new IllegalArgumentException(
                    "'" + UNPRINTABLE.matcher(start).replaceAll("?") + "' cannot be the key of an object");
        }
        return text;
    }
}
