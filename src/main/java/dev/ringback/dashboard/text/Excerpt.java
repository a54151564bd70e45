package dev.ringback.dashboard.text;

/** Cuts texts that are longer than anybody reads on a page. No character is cut in two. */
public final class Excerpt {
    private static final int IN_TABLES = 100;

    private Excerpt() {}

    /** Returns the beginning of a text, for tables. */
    public static String inTable(String text) {
        return text.length() <= IN_TABLES ? text : beginning(text, IN_TABLES) + '…';
    }

    /** Returns a text, or its beginning and how much more the API has. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        String beginning = beginning(text, most);
        return beginning + "… (" + Numbers.counted(text.length() - beginning.length(), "more character")
                + ": the API has them)";
    }

    private static String beginning(String text, int most) {
        boolean isInCharacter = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, isInCharacter ? most - 1 : most);
    }
}
