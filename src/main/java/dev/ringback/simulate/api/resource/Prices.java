package dev.ringback.simulate.api.resource;

import dev.ringback.model.Message;
import org.jspecify.annotations.Nullable;

/** What things cost here, in US dollars, as Twilio writes it: negative, since it is taken from a balance. */
public final class Prices {
    /** Of a message. */
    static final String MESSAGE = "-0.00790";
    /** Of a call. */
    static final String CALL = "-0.01400";
    /** Of a recording. */
    static final String RECORDING = "-0.00250";

    private Prices() {}

    /** Returns what a message costs; null for one that has not come to its end. */
    public static @Nullable String of(Message message) {
        return MessageStates.isFinal(message.progress().status()) ? MESSAGE : null;
    }
}
