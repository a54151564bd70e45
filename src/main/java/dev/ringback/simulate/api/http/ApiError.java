package dev.ringback.simulate.api.http;

import dev.ringback.twilio.rest.TwilioException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request that is refused with a code of Twilio's error dictionary. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final @Nullable String detail;

    private ApiError(int status, int code, String message, @Nullable String detail) {
        // Part of normal traffic: nobody reads its stack trace.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** An error with that HTTP status and that code of Twilio's. */
    public static ApiError of(int status, int code, String message) {
        return new ApiError(status, code, message, null);
    }

    /** A 400 with that code. */
    public static ApiError badRequest(int code, String message) {
        return of(400, code, message);
    }

    /** There is nothing at that path, which is shown with its extension, and without its query. */
    public static ApiError notFound(String path) {
        return of(404, 20404, "The requested resource " + path + " was not found");
    }

    /** The credentials are missing or wrong, or open another account. */
    static ApiError unauthorized() {
        return new ApiError(401, 20003, "Authenticate", "Your AccountSid or AuthToken was incorrect.");
    }

    /** The account has too many requests under way. */
    public static ApiError tooManyRequests() {
        return of(429, 20429, "Too Many Requests");
    }

    /** The request was right, and Twilio could not do it. */
    public static ApiError serverError() {
        return of(500, 20500, "An internal server error has occurred");
    }

    static ApiError of(TwilioException exception) {
        return new ApiError(exception.error().status(), exception.error().code(), exception.text(), exception.detail());
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    public @Nullable String detail() {
        return detail;
    }

    /** The message, which here is never null. */
    public String text() {
        return Objects.requireNonNull(getMessage());
    }

    /** Returns the address at which Twilio explains the error. */
    public String moreInfo() {
        return "https://www.twilio.com/docs/errors/" + code;
    }
}
