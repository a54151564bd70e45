package dev.ringback.model;

/** How the payload of an event is written. */
public enum PayloadFormat {
    /** {@code application/x-www-form-urlencoded}; of a GET request it is empty, the parameters stand in the target. */
    FORM,
    /** A JSON object: a CloudEvent, or whatever else was signed. */
    JSON
}
