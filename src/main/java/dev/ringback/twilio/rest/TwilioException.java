package dev.ringback.twilio.rest;

import org.jspecify.annotations.Nullable;

/** A request that is answered with an error of the catalogue. Message and detail are shown to the client. */
public final class TwilioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The most characters that are repeated to a client of what it sent. */
    private static final int MAX_ECHO = 200;

    private final TwilioError error;
    private final @Nullable String detail;

    public TwilioException(TwilioError error, String message) {
        this(error, message, null);
    }

    private TwilioException(TwilioError error, String message, @Nullable String detail) {
        // Part of normal traffic: nobody reads its stack trace.
        super(message, null, false, false);
        this.error = error;
        this.detail = detail;
    }

    /** The credentials were missing, wrong, or open another account. */
    public static TwilioException unauthorized(String message) {
        return new TwilioException(
                TwilioError.PERMISSION_DENIED, message, "Your AccountSid or AuthToken was incorrect.");
    }

    /**
     * There is nothing at this address, or nothing that the caller may see.
     *
     * @param path of the request, with its extension and without its query
     */
    public static TwilioException notFound(String path) {
        return new TwilioException(
                TwilioError.NOT_FOUND, "The requested resource " + shortened(path) + " was not found");
    }

    /**
     * A parameter has an impossible value.
     *
     * @param expected what would have been valid, as {@code a whole number from 1}
     */
    public static TwilioException invalidParameter(String name, String value, String expected) {
        return new TwilioException(
                TwilioError.BAD_REQUEST,
                "Parameter " + name + " is invalid: '" + shortened(value) + "' is not " + expected);
    }

    public TwilioError error() {
        return error;
    }

    /** A second sentence, or null. */
    public @Nullable String detail() {
        return detail;
    }

    /** The message, which here is never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Returns the beginning of what a client sent, as far as it may be repeated to it. */
    public static String shortened(String text) {
        return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "...";
    }
}
