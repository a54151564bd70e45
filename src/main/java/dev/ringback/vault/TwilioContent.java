package dev.ringback.vault;

import dev.ringback.model.VaultKind;
import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks Twilio for content, and deletes there. Its methods wait for Twilio. Safe for use by many threads. */
public interface TwilioContent extends Closeable {
    /** Tells whether the settings let Twilio be asked for an account. */
    boolean isEnabled(String accountSid);

    /**
     * Fetches content when nothing more urgent waits.
     *
     * @param path from the first slash, with the query
     * @throws ContentException when it did not come whole, or the target did not take it
     */
    void fetch(String accountSid, String path, ContentTarget target) throws ContentException;

    /**
     * Asks for a recording, so that the mirror has it as Twilio has it.
     *
     * @throws ContentException with {@code NOT_FOUND} when Twilio does not have it, or when it cannot be asked
     */
    void readRecording(String accountSid, String sid) throws ContentException;

    /**
     * Asks for the list of the attachments of a message, so that the mirror has them.
     *
     * @return their SIDs
     * @throws ContentException with {@code NOT_FOUND} when Twilio does not have the message, or when it cannot be asked
     */
    List<String> readMedia(String accountSid, String messageSid) throws ContentException;

    /** Says what a deletion has found. */
    enum Deletion {
        DELETED,
        /** Somebody else has deleted it before. */
        WAS_GONE,
        /** Twilio does not delete it yet: it is not final (20009). */
        NOT_YET
    }

    /**
     * Deletes at Twilio, in the lowest lane, and lets the mirror know. Of a message body only the text is deleted.
     *
     * @param parentSid the message of a medium; null for all else
     * @throws ContentException when nobody knows whether it is deleted; deleting it again is harmless
     */
    Deletion delete(String accountSid, VaultKind kind, @Nullable String parentSid, String sid) throws ContentException;
}
