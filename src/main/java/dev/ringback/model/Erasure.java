package dev.ringback.model;

/** Tells what of a resource Twilio has deleted. Of two the later constant stays, whichever came first. */
public enum Erasure {
    /** Nothing. */
    NONE,
    /** The text of a message. Its other fields stay. */
    BODY,
    /** The whole resource: nothing but its SID and the moment are known any more. */
    RESOURCE
}
