package dev.ringback.twilio.callback;

import dev.ringback.model.Entry;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.RefusedRequest;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.ForwardedHeaders;
import dev.ringback.twilio.signature.RequestUrls;
import dev.ringback.twilio.signature.SignatureCheck.Verified;
import dev.ringback.twilio.signature.SignatureSettings;
import dev.ringback.twilio.signature.SignedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it came in, now or into the quarantine, nothing of it believed yet.
 *
 * <p>Everything is taken raw: what a server decodes and joins again is no longer what was signed.
 */
public final class CallbackRequest {
    private static final FormBody NO_FORM = FormBody.parse("");

    private final String method;
    private final String scheme;
    private final String target;
    private final Headers headers;
    private final PayloadFormat format;
    private final byte[] body;
    private final FormBody form;

    /**
     * A request.
     *
     * @param scheme of the connection
     * @param target path and query of the request line
     * @param body as it came, not copied; empty for GET
     */
    public CallbackRequest(
            String method, String scheme, String target, Headers headers, PayloadFormat format, byte[] body) {
        this.method = method;
        this.scheme = scheme;
        this.target = target;
        this.headers = headers;
        this.format = format;
        this.body = body;
        this.form = format == PayloadFormat.FORM && body.length > 0 ? FormBody.parse(body) : NO_FORM;
    }

    /** The headers of a request, looked up as they are needed. */
    @FunctionalInterface
    public interface Headers {
        /** The value of the first header of that name, in any case; null where there is none. */
        @Nullable
        String first(String name);
    }

    /** The request that was refused, exactly as it was when it came. */
    public static CallbackRequest of(RefusedRequest refused) {
        return new CallbackRequest(
                refused.method(),
                refused.scheme(),
                refused.target(),
                refused.headers()::first,
                refused.format(),
                refused.bodyBytes());
    }

    public String method() {
        return method;
    }

    public String scheme() {
        return scheme;
    }

    /** Path and query of the request line. */
    public String target() {
        return target;
    }

    public PayloadFormat format() {
        return format;
    }

    /** Returns the body as it came; empty for GET. */
    public byte[] body() {
        return body;
    }

    /** Returns the parts of the request that have to be proved. */
    public SignedRequest signed(RequestUrls urls) {
        return new SignedRequest(
                urls.candidates(scheme, headers.first("Host"), target, forwarded()),
                form,
                format == PayloadFormat.JSON ? body : null,
                headers.first("X-Twilio-Signature"),
                SignatureSettings.parse(headers.first(SignatureSettings.HEADER)),
                // Of JSON none: it is read only after it was proved, so every account's key is tried.
                format == PayloadFormat.JSON ? List.of() : accountSidsOfForm());
    }

    /** The URLs as this request shows them, whatever the settings say. */
    public List<String> seenUrls() {
        return RequestUrls.seen(scheme, headers.first("Host"), target, forwarded());
    }

    /**
     * Reads the request, once it is proved.
     *
     * @throws MalformedBodyException when the body is not what its content type says
     */
    public List<Entry> read(CallbackReader reader, Verified verified, Instant receivedAt)
            throws MalformedBodyException {
        Arrival arrival = new Arrival(
                verified.account(),
                verified.url(),
                method,
                target,
                headers.first("I-Twilio-Idempotency-Token"),
                receivedAt,
                EventSource.CALLBACK);
        return format == PayloadFormat.JSON ? reader.readJson(arrival, body) : reader.readForm(arrival, body, form);
    }

    /** The accounts it names, its owner first, as it spells them. Looks into JSON that is not proved, so it believes nothing of it. */
    public List<String> namedAccounts() {
        return format == PayloadFormat.JSON ? JsonAccounts.in(body) : accountSidsOfForm();
    }

    private ForwardedHeaders forwarded() {
        return new ForwardedHeaders(
                headers.first("X-Forwarded-Proto"),
                headers.first("X-Forwarded-Host"),
                headers.first("X-Forwarded-Port"),
                headers.first("Forwarded"));
    }

    private List<String> accountSidsOfForm() {
        Parameters parameters = (method.equals("GET") ? FormBody.ofQuery(target) : form).parameters();
        List<String> accountSids = new ArrayList<>();
        Stream.of(AccountName.in(parameters), parameters.text("ParentAccountSid"))
                .filter(Objects::nonNull)
                .forEach(accountSids::add);
        return accountSids;
    }
}
