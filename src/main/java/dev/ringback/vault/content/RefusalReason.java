package dev.ringback.vault.content;

import java.util.Locale;

/** Tells in a word why content was refused. */
public enum RefusalReason {
    /** It is text, such as an error page, where something else was expected. */
    WRONG_TYPE,
    /** There is nothing. */
    EMPTY,
    /** Less came than was announced. */
    TRUNCATED,
    /** More came than was announced. */
    WRONG_LENGTH,
    /** It does not begin as a WAV file. */
    NO_WAV_HEADER,
    /** It does not begin as an MP3 file. */
    NO_MP3_HEADER,
    /** It begins as a WAV file, and then contradicts itself. */
    WRONG_HEADER,
    /** Its sound is shorter than the recording. */
    TOO_SHORT,
    /** Its sound is longer than the recording. */
    TOO_LONG,
    /** Its sound has another number of channels than the recording. */
    WRONG_CHANNELS,
    /** It is longer than the vault takes. */
    TOO_LARGE;

    /** Returns the word that metrics show, such as {@code wrong-type}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
