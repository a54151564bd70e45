package dev.ringback.twilio.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.twilio.FormBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a {@link SignedRequest}; what a test does not mention is absent. */
final class TestRequest {
    private List<String> urls = List.of("https://hooks.example.com/twilio");
    private FormBody form = FormBody.parse("");
    private byte @Nullable [] jsonBody;
    private @Nullable String signature;
    private @Nullable String signatureSettings;
    private List<String> accountSids = List.of();

    static TestRequest to(String... urls) {
        TestRequest request = new TestRequest();
        request.urls = List.of(urls);
        return request;
    }

    TestRequest form(String encoded) {
        this.form = FormBody.parse(encoded);
        return this;
    }

    TestRequest form(byte[] encoded) {
        this.form = FormBody.parse(encoded);
        return this;
    }

    TestRequest json(String body) {
        this.jsonBody = body.getBytes(UTF_8);
        return this;
    }

    TestRequest signature(@Nullable String header) {
        this.signature = header;
        return this;
    }

    TestRequest signatureSettings(@Nullable String header) {
        this.signatureSettings = header;
        return this;
    }

    TestRequest accounts(String... sids) {
        this.accountSids = List.of(sids);
        return this;
    }

    SignedRequest build() {
        return new SignedRequest(
                urls, form, jsonBody, signature, SignatureSettings.parse(signatureSettings), accountSids);
    }
}
