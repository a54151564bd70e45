package dev.ringback.simulate;

import dev.ringback.concurrent.FailedStage;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;

/** Names why a request got no answer. */
public enum RequestFailure {
    NOT_CONNECTED("no connection"),
    TIMED_OUT("no answer in time"),
    BROKEN_OFF("connection broken off");

    private final String text;

    RequestFailure(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    static RequestFailure because(Throwable failure) {
        Throwable cause = FailedStage.cause(failure);
        // Of the two time-outs this is the one before anything was sent.
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return NOT_CONNECTED;
        }
        return cause instanceof HttpTimeoutException || cause instanceof TimeoutException ? TIMED_OUT : BROKEN_OFF;
    }
}
