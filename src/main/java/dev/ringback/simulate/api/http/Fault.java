package dev.ringback.simulate.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that goes wrong with a request: before it is done, which then never happens, or afterwards, which the client cannot tell apart.
 * Those that are used most are made here; the others may be written by a test.
 */
public interface Fault {
    /** Returns what is answered in place of doing what was asked; empty to do it. */
    default Optional<Answer> instead(IncomingRequest request) {
        return Optional.empty();
    }

    /** Returns what is answered in place of the right answer, after what was asked has been done. */
    default Answer afterwards(IncomingRequest request, Answer answer) {
        return answer;
    }

    /** Answers without doing what was asked. */
    static Fault instead(Function<IncomingRequest, Answer> answer) {
        return new Fault() {
            @Override
            public Optional<Answer> instead(IncomingRequest request) {
                return Optional.of(answer.apply(request));
            }
        };
    }

    /** Does what was asked, and spoils the answer. */
    static Fault afterwards(Function<Answer, Answer> spoiled) {
        return new Fault() {
            @Override
            public Answer afterwards(IncomingRequest request, Answer answer) {
                return spoiled.apply(answer);
            }
        };
    }

    /** Answers with an error of Twilio's, and does nothing. */
    static Fault error(int status, int code, String message) {
        return instead(request -> ErrorBody.answer(ApiError.of(status, code, message), request.path()));
    }

    /** Answers 404 as for what does not exist, and does nothing. */
    static Fault notFound() {
        return instead(request -> ErrorBody.answer(ApiError.notFound(request.path()), request.path()));
    }

    /** Answers 429 with a {@code Retry-After}, and does nothing. */
    static Fault tooManyRequests(Duration retryAfter) {
        return instead(request -> ErrorBody.answer(ApiError.tooManyRequests(), request.path())
                .with("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /** Does what was asked, a create for example, and answers 500. */
    static Fault errorAfterwards() {
        return new Fault() {
            @Override
            public Answer afterwards(IncomingRequest request, Answer answer) {
                return ErrorBody.answer(ApiError.serverError(), request.path());
            }
        };
    }

    /** Closes the connection before anything is done. */
    static Fault cutBefore() {
        return instead(request -> Answer.cut());
    }

    /** Does what was asked, and closes the connection without an answer. */
    static Fault cutAfterwards() {
        return afterwards(answer -> Answer.cut());
    }

    /** Never answers and does nothing, while the connection stays open. */
    static Fault silence() {
        return instead(request -> Answer.silent());
    }

    /** Does what was asked, and never answers, while the connection stays open. */
    static Fault silenceAfterwards() {
        return afterwards(answer -> Answer.silent());
    }

    /** Answers 200 with a page of HTML, as a captive portal or a proxy does. */
    static Fault html() {
        return instead(request -> Answer.of(200, "text/html", "<html><body>Please sign in</body></html>"));
    }

    /** Answers with the first half of the right body, as if that were all. */
    static Fault truncated() {
        return afterwards(answer -> answer.withBody(new HalfBody(answer.body())));
    }

    /** Redirects to another address, a whole URL. */
    static Fault redirectTo(String url) {
        return instead(request -> Answer.empty(307).with("Location", url));
    }

    /** Redirects to where the request came to already. */
    static Fault redirectLoop() {
        return instead(request -> Answer.empty(307).with("Location", request.baseUrl() + request.path()));
    }

    /** Answers with the right JSON and so many spaces behind it that there are that many bytes. */
    static Fault large(int bytes) {
        return afterwards(answer -> {
            byte[] right = answer.bytes();
            byte[] body = Arrays.copyOf(right, Math.max(bytes, right.length));
            Arrays.fill(body, right.length, body.length, (byte) ' ');
            return answer.withBody(body);
        });
    }

    /** Puts other text in the place of some in the body: another SID than the one that was asked for, or the rows of another account. */
    static Fault replacing(String text, String other) {
        return afterwards(
                answer -> answer.withBody(answer.text().replace(text, other).getBytes(StandardCharsets.UTF_8)));
    }

    /** Lets the next page of a list be at that address, of another host for example. */
    static Fault nextPageAt(String address) {
        return afterwards(answer -> answer.withBody(withNextPage(answer.text(), node -> address)));
    }

    /** Lets the next page of a list be the page itself. */
    static Fault nextPageItself() {
        return afterwards(answer -> answer.withBody(withNextPage(
                answer.text(),
                page -> page.path(page.has("url") ? "url" : "uri").asText())));
    }

    private static byte[] withNextPage(String json, Function<JsonNode, String> address) {
        try {
            JsonNode body = new ObjectMapper().readTree(json);
            JsonNode meta = body.path("meta");
            JsonNode page = meta.isObject() ? meta : body;
            if (page instanceof ObjectNode object) {
                object.put(meta.isObject() ? "next_page_url" : "next_page_uri", address.apply(page));
            }
            return body.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("only JSON has a next page that can be changed", notJson);
        }
    }
}
