package dev.ringback.forward.receiver;

import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.OutboundResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Removes the secrets of a request from its response: many servers repeat the path in their errors, and the path is the key. */
final class Redaction {
    private static final String REDACTED = "***";

    /** Shorter parts of a path are words. */
    private static final int SHORTEST_KEY = 12;

    private final List<String> secrets;

    Redaction(OutboundRequest request) {
        secrets = Stream.of(urls(request), parts(request), headers(request))
                .flatMap(found -> found)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    OutboundResponse of(OutboundResponse answer) {
        return new OutboundResponse(
                answer.status(), of(answer.reason()), answer.headers(), of(answer.body()), answer.isCut());
    }

    String of(String text) {
        String result = text;
        for (String secret : secrets) {
            result = result.replace(secret, REDACTED);
        }
        return result;
    }

    private static Stream<String> urls(OutboundRequest request) {
        return Stream.of(
                        request.url().toString(),
                        words(request.url().getRawPath()),
                        words(request.url().getPath()))
                .filter(text -> text.length() > 1);
    }

    private static Stream<String> parts(OutboundRequest request) {
        String all = words(request.url().getRawPath()) + "/"
                + words(request.url().getRawQuery()) + "/"
                + words(request.url().getPath()) + "/" + words(request.url().getQuery()) + "/"
                + words(request.url().getRawUserInfo());
        return Arrays.stream(all.split("[/?&=]", -1)).filter(part -> part.length() >= SHORTEST_KEY);
    }

    private static Stream<String> headers(OutboundRequest request) {
        return request.headers().entrySet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("content-type"))
                .flatMap(header -> Stream.concat(
                        Stream.of(header.getValue()),
                        Arrays.stream(header.getValue().split(" ", -1))))
                .filter(value -> value.length() >= SHORTEST_KEY);
    }

    private static String words(@Nullable String part) {
        return part == null ? "" : part;
    }
}
