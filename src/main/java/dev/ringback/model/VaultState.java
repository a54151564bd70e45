package dev.ringback.model;

import java.util.Locale;

/** Tells how far an entry of the vault's ledger has come. */
public enum VaultState {
    /** It waits to be copied, or, of what is only deleted at Twilio, to be deleted. */
    HEARD,
    /** Too many attempts have failed; it is told as an alert, and tried again now and then. */
    FAILED,
    /** The vault has it, and its content was checked when it came. */
    COPIED,
    /** Twilio had it no more before it could be copied. */
    GONE,
    /** The vault's copy is lost or changed, and Twilio has it no more. */
    DAMAGED,
    /** It was deleted in the vault by a rule. */
    REMOVED,
    /** It is done: a list that was read, or what was only to be deleted at Twilio. */
    DONE;

    /** Returns the name that is stored and shown, such as {@code copied}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
