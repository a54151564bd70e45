package dev.ringback.vault.content;

import dev.ringback.vault.content.ContentVerdict.Refused;
import java.io.IOException;

/** Ends the transfer of content whose rest is not wanted. */
public final class RefusedContentException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Refused refusal;

    RefusedContentException(Refused refusal) {
        super(refusal.sentence());
        this.refusal = refusal;
    }

    /** Says why. */
    public Refused refusal() {
        return refusal;
    }
}
