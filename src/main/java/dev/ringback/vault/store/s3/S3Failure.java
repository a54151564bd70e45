package dev.ringback.vault.store.s3;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in a sentence and without secrets why the service did not do something. */
final class S3Failure {
    private static final int MOST_CHARACTERS = 200;

    /** The codes of S3, from "Error responses" of its API reference. */
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("NoSuchBucket", "there is no such bucket"),
            Map.entry("AccessDenied", "the credentials do not allow it"),
            Map.entry("AllAccessDisabled", "the service has closed the bucket"),
            Map.entry("InvalidAccessKeyId", "the access key is not known there"),
            Map.entry("SignatureDoesNotMatch", "the secret key is wrong"),
            Map.entry("ExpiredToken", "the credentials have expired"),
            Map.entry("InvalidToken", "the credentials are not valid"),
            Map.entry("RequestTimeTooSkewed", "the clock of this machine differs from the service's"),
            Map.entry("PermanentRedirect", "the bucket is in another region, or has another endpoint"),
            Map.entry("AuthorizationHeaderMalformed", "the bucket is in another region"),
            Map.entry("IllegalLocationConstraintException", "the bucket is in another region"),
            Map.entry("NoSuchUpload", "somebody has thrown away what was written so far"),
            Map.entry("SlowDown", "the service asks for fewer requests"),
            Map.entry("ServiceUnavailable", "the service is not available"),
            Map.entry("InternalError", "the service has an error"),
            Map.entry("BadDigest", "the content was changed on its way"),
            Map.entry("InvalidObjectState", "the object is in an archive, and has to be restored before"),
            Map.entry("EntityTooLarge", "the service does not take so much"),
            Map.entry("QuotaExceeded", "there is no room left"),
            Map.entry("XMinioStorageFull", "there is no room left"));

    private S3Failure() {}

    /**
     * Returns an exception with a readable message, whose cause is the one given.
     *
     * @param undone what could not be done, such as {@code cannot write a/b in the bucket c}
     */
    static IOException of(String undone, SdkException why) {
        return new IOException(undone + ": " + reason(why), why);
    }

    /** Returns the code that the service has told; empty where it told none. */
    static String code(SdkException why) {
        AwsErrorDetails details = why instanceof AwsServiceException told ? told.awsErrorDetails() : null;
        String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    private static String reason(SdkException why) {
        return why instanceof AwsServiceException told ? reasonTold(told) : reasonHere(why);
    }

    private static String reasonTold(AwsServiceException told) {
        String code = code(told);
        String sentence = SENTENCES.get(code);
        if (sentence != null) {
            return sentence;
        }
        String shown =
                code.matches("[A-Za-z0-9.]{1,60}") && !code.equals(String.valueOf(told.statusCode())) ? " " + code : "";
        return switch (told.statusCode()) {
            case 301, 307 -> SENTENCES.get("PermanentRedirect") + shown;
            case 401, 403 -> SENTENCES.get("AccessDenied") + shown;
            default -> "the service answered " + told.statusCode() + shown;
        };
    }

    /** Nothing came from the service. */
    private static String reasonHere(SdkException why) {
        if (why instanceof AbortedException) {
            return "it was interrupted";
        }
        if (why instanceof ApiCallTimeoutException
                || why instanceof ApiCallAttemptTimeoutException
                || cause(why, SocketTimeoutException.class) != null) {
            return "the service does not answer in time";
        }
        UnknownHostException noHost = cause(why, UnknownHostException.class);
        if (noHost != null) {
            return "the host of the service is not known";
        }
        SSLException noTrust = cause(why, SSLException.class);
        if (noTrust != null) {
            return "no secure connection to the service could be made: " + oneLine(noTrust.getMessage());
        }
        IOException unreachable = cause(why, IOException.class);
        if (unreachable != null) {
            return "the service cannot be reached: " + oneLine(unreachable.getMessage());
        }
        String said = oneLine(why.getMessage());
        return said.toLowerCase(Locale.ROOT).contains("load credentials")
                ? "the environment tells no credentials"
                : said;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> wanted) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (wanted.isInstance(cause)) {
                return wanted.cast(cause);
            }
        }
        return null;
    }

    private static String oneLine(@Nullable String message) {
        String line = String.valueOf(message).lines().findFirst().orElse("");
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
    }
}
