package dev.ringback.model;

import java.util.Locale;

/** Tells what of Twilio an entry of the vault's ledger is about. */
public enum VaultKind {
    /** The sound of a recording, in one format. */
    RECORDING,
    /** An attachment of a message. */
    MEDIA,
    /** The list of attachments of a message, which has to be read before they are known. */
    MEDIA_LIST,
    /** The text of a message, which is only deleted at Twilio, never kept in the vault. */
    MESSAGE_BODY,
    /** A whole message, which is only deleted at Twilio. */
    MESSAGE,
    /** A call, which is only deleted at Twilio. */
    CALL;

    /** Returns the name that is stored and shown, such as {@code media-list}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Tells whether the vault keeps content of this kind. */
    public boolean isContent() {
        return this == RECORDING || this == MEDIA;
    }
}
