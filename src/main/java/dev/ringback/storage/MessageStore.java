package dev.ringback.storage;

import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Page;
import java.util.Optional;

/** Messages and their media, as the events so far make them. Safe for use by many threads. */
public interface MessageStore {

    /** Empty when the account has no such message. */
    Optional<Message> findMessage(String accountSid, String sid);

    /**
     * Returns one page of an account's messages, newest first: by date of creation, then by SID. A page begins next to a row, so rows that
     * arrive meanwhile move nobody's place.
     *
     * @throws UnknownAnchorException when the page's anchor is not among the account's messages
     */
    Page<Message> listMessages(MessageQuery query);

    /** Empty when that message has no such attachment. */
    Optional<Media> findMedia(String accountSid, String messageSid, String sid);

    /**
     * Returns one page of a message's attachments, newest first.
     *
     * @throws UnknownAnchorException when the page's anchor is not among them
     */
    Page<Media> listMedia(MediaQuery query);
}
