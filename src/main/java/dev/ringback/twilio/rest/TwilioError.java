package dev.ringback.twilio.rest;

/**
 * The errors a client of the API can see: HTTP status and Twilio's code.
 *
 * <p>20001, 20003, 20004, 20007, 20404 and 20429 are Twilio's. Where it has published no code for a status, ours follows the pattern of
 * 20404 and 20429, 20000 and the status. Twilio has no codes from 99000 on; those are Ringback's.
 */
public enum TwilioError {
    BAD_REQUEST(400, 20001),
    /** The page size is none that a list can have. */
    PAGE_SIZE(400, 20007),
    PERMISSION_DENIED(401, 20003),
    /** The credentials are right, but do not open this. */
    FORBIDDEN(403, 20403),
    NOT_FOUND(404, 20404),
    METHOD_NOT_ALLOWED(405, 20004),
    CONFLICT(409, 20409),
    /** The link has ended. */
    GONE(410, 20410),
    CONTENT_TOO_LARGE(413, 20413),
    URI_TOO_LONG(414, 20414),
    UNSUPPORTED_MEDIA_TYPE(415, 20415),
    RANGE_NOT_SATISFIABLE(416, 20416),
    TOO_MANY_REQUESTS(429, 20429),
    HEADERS_TOO_LARGE(431, 20431),
    SERVER_ERROR(500, 20500),
    UNAVAILABLE(503, 20503),
    /** It is not known whether Twilio has done what was asked for: Ringback's own code. */
    OUTCOME_UNKNOWN(409, 99001);

    /** The address at which Twilio explains its errors; the code follows. */
    static final String DICTIONARY = "https://www.twilio.com/docs/errors/";

    /** The status that is the server's fault by its number, but the client's by its meaning. */
    private static final int HTTP_VERSION_NOT_SUPPORTED = 505;

    private final int status;
    private final int code;

    TwilioError(int status, int code) {
        this.status = status;
        this.code = code;
    }

    /** The entry for an HTTP status of 400 and above; for one without entry the general error of its class. */
    public static TwilioError of(int status) {
        for (TwilioError error : values()) {
            if (error.status == status) {
                return error;
            }
        }
        return status < 500 || status == HTTP_VERSION_NOT_SUPPORTED ? BAD_REQUEST : SERVER_ERROR;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    /** Returns the address at which the error is explained. */
    public String moreInfo() {
        return DICTIONARY + code;
    }
}
