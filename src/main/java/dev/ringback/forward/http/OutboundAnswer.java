package dev.ringback.forward.http;

import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param reason the phrase after the status, may be empty
 * @param headers by their names in small letters; of a repeated one the last
 * @param body the beginning of it, at most {@value OutboundHttp#MAX_ANSWER} bytes
 */
public record OutboundAnswer(int status, String reason, Map<String, String> headers, String body) {
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public Optional<String> header(String nameInSmallLetters) {
        return Optional.ofNullable(headers.get(nameInSmallLetters));
    }
}
