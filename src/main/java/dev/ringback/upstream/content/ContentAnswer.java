package dev.ringback.upstream.content;

import java.util.Map;
import java.util.Optional;

/**
 * Holds the last answer to who fetches content.
 *
 * @param headers by their names in small letters
 * @param text of an answer without success its beginning; empty for one with success, whose body went elsewhere
 * @param isTwilios whether Twilio's API itself has answered so, and not another host to which it has redirected
 */
public record ContentAnswer(int status, Map<String, String> headers, String text, boolean isTwilios) {
    public ContentAnswer {
        headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public Optional<String> header(String nameInSmallLetters) {
        return Optional.ofNullable(headers.get(nameInSmallLetters));
    }
}
