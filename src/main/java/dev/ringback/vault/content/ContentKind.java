package dev.ringback.vault.content;

/** Tells what content is expected to be. */
public enum ContentKind {
    /** The sound of a recording as a WAV file. */
    WAV("audio/x-wav"),
    /** The sound of a recording as an MP3 file. */
    MP3("audio/mpeg"),
    /** An attachment of a message, of any media type. */
    MEDIUM("application/octet-stream");

    private final String usualType;

    ContentKind(String usualType) {
        this.usualType = usualType;
    }

    /** Returns the media type that it has when nobody tells a better one. */
    public String usualType() {
        return usualType;
    }
}
