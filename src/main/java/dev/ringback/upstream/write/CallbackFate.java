package dev.ringback.upstream.write;

/** Says what became of the callback URL that the caller of a create has set. */
public enum CallbackFate {
    /** It is as the caller has set it, or the caller has set none: there is nothing to tell. */
    UNTOUCHED(""),
    /** Ringback calls it, and Twilio calls Ringback. */
    ADOPTED(""),
    /** Twilio calls it, since with it our own URL would be longer than Twilio takes. */
    KEPT_TOO_LONG("too-long"),
    /** Twilio calls it, or refuses it: it is no URL that Ringback could call, or its method is none of a callback. */
    KEPT_UNUSABLE("unusable"),
    /** Twilio calls it, since it stands in the query of the create, which is passed on as it is. */
    KEPT_IN_QUERY("in-query");

    private final String reason;

    CallbackFate(String reason) {
        this.reason = reason;
    }

    /** Tells whether it was to be adopted, and is not. */
    public boolean isKept() {
        return !reason.isEmpty();
    }

    /** Returns why it was kept, in a word; empty where it was not. */
    public String reason() {
        return reason;
    }

    /** Returns what the caller is told of it; empty where there is nothing to tell. */
    public String text() {
        return this == ADOPTED ? "adopted" : isKept() ? "kept; reason=" + reason : "";
    }
}
