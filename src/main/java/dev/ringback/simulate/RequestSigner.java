package dev.ringback.simulate;

import dev.ringback.model.PayloadFormat;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.TwilioSignature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Makes the request of a callback, as Twilio does: its headers, its signature, its patience. Safe for use by many threads. */
public final class RequestSigner {
    /** For connecting and answering together, by the documentation of error 11205. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PATIENCE_OF_EVENT_STREAMS = Duration.ofSeconds(5);

    private final DeliveryOptions options;

    /** Makes requests to that target, signed by that key. */
    public RequestSigner(DeliveryOptions options) {
        this.options = options;
    }

    /** Returns the request, ready to be sent. */
    public HttpRequest sign(SimulatedCallback callback) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url(options.target(), callback).toString()))
                .timeout(patience(callback))
                .header("User-Agent", "TwilioProxy/1.1")
                .header("Accept", "*/*")
                .header("X-Twilio-Signature", signature(callback));
        if (callback.idempotencyToken() != null) {
            request.header("I-Twilio-Idempotency-Token", callback.idempotencyToken());
        }
        if (isGet(callback)) {
            return request.GET().build();
        }
        return request.header("Content-Type", contentType(callback))
                .POST(BodyPublishers.ofString(callback.payload()))
                .build();
    }

    /** Returns how long Twilio waits for the whole answer. */
    public static Duration patience(SimulatedCallback callback) {
        return isForm(callback) ? PATIENCE : PATIENCE_OF_EVENT_STREAMS;
    }

    private String signature(SimulatedCallback callback) {
        boolean signsBody = isForm(callback) && !isGet(callback);
        FormBody body = FormBody.parse(signsBody ? callback.payload() : "");
        return TwilioSignature.sign(
                options.key(), url(options.signedUrl(), callback).toString(), body);
    }

    /** The user's parameters come first, then Twilio's own of a GET, or what vouches for a JSON body. */
    private static CallbackUrl url(CallbackUrl base, SimulatedCallback callback) {
        CallbackUrl url = base.with(callback.query());
        if (isGet(callback)) {
            return url.with(callback.payload());
        }
        return isForm(callback) ? url : url.with("bodySHA256=" + bodySha256(callback));
    }

    private static String bodySha256(SimulatedCallback callback) {
        return TwilioSignature.bodySha256(callback.payload().getBytes(StandardCharsets.UTF_8));
    }

    private static String contentType(SimulatedCallback callback) {
        return isForm(callback) ? "application/x-www-form-urlencoded; charset=UTF-8" : "application/json";
    }

    private static boolean isForm(SimulatedCallback callback) {
        return callback.format() == PayloadFormat.FORM;
    }

    private static boolean isGet(SimulatedCallback callback) {
        return callback.method().equals("GET");
    }
}
