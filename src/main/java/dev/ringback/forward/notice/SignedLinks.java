package dev.ringback.forward.notice;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.twilio.Sid;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes links to the API door. Links that create silences are signed, so that readers of the notice need no credentials. */
public final class SignedLinks implements NoticeLinks {
    private final String base;
    private final LinkSignature signature;

    /** @param base scheme and host of the API door */
    public SignedLinks(String base, LinkSignature signature) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.signature = signature;
    }

    @Override
    public Optional<URI> timeline(String sid) {
        return Sid.isSid(sid) ? Optional.of(URI.create(base + "/ringback/v1/timeline/" + sid)) : Optional.empty();
    }

    @Override
    public Optional<URI> silence(String rule, Map<Label, String> labels) {
        List<String> matchers = new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> LabelMatcher.equal(label.getKey(), label.getValue())
                                .toString())
                        .toList();
        Stream<String> parameters = Stream.concat(
                Stream.of("rule=" + encoded(rule)), matchers.stream().map(matcher -> "matcher=" + encoded(matcher)));
        return Optional.of(URI.create(base + "/ringback/v1/silence?"
                + String.join("&", parameters.toList())
                + "&signature=" + signature.sign(rule, matchers)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
