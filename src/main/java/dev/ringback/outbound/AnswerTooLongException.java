package dev.ringback.outbound;

import java.io.IOException;

/** Says that the body of an answer is longer than the limits of the exchange allow. */
public final class AnswerTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLongException(long limit) {
        super("the answer is longer than " + limit + " bytes");
    }
}
