package dev.ringback.simulate.api.http;

import java.util.Locale;

/** Words errors as S3 does, from which media come in the end: XML whose root is {@code Error}. */
public final class StorageError {
    private StorageError() {}

    /**
     * Returns an error.
     *
     * @param code a word of S3's, such as {@code NoSuchKey}
     * @param message without characters that XML escapes
     */
    public static Answer answer(int status, String code, String message) {
        return Answer.of(
                status,
                "application/xml",
                String.format(
                        Locale.ROOT,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>%n<Error><Code>%s</Code><Message>%s</Message></Error>",
                        code,
                        message));
    }
}
