package dev.ringback.ingest;

import dev.ringback.model.Parameters;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.ForwardedHeaders;
import dev.ringback.twilio.signature.RequestUrls;
import dev.ringback.twilio.signature.SignedRequest;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it came in, nothing of it believed yet.
 *
 * <p>Everything is taken raw: what a server decodes and joins again is no longer what was signed.
 */
final class CallbackRequest {
    private static final FormBody NO_FORM = FormBody.parse("");
    private static final byte[] NO_BODY = new byte[0];

    private final Context ctx;
    private final String method;
    private final String target;
    private final PayloadFormat format;
    private final byte[] body;
    private final FormBody form;

    private CallbackRequest(Context ctx, String method, PayloadFormat format, byte[] body, FormBody form) {
        this.ctx = ctx;
        this.method = method;
        this.target = target(ctx);
        this.format = format;
        this.body = body;
        this.form = form;
    }

    static CallbackRequest get(Context ctx) {
        return new CallbackRequest(ctx, "GET", PayloadFormat.FORM, NO_BODY, NO_FORM);
    }

    static CallbackRequest form(Context ctx, byte[] body) {
        return new CallbackRequest(ctx, "POST", PayloadFormat.FORM, body, FormBody.parse(body));
    }

    static CallbackRequest json(Context ctx, byte[] body) {
        return new CallbackRequest(ctx, "POST", PayloadFormat.JSON, body, NO_FORM);
    }

    private static String target(Context ctx) {
        String query = ctx.req().getQueryString();
        return query == null ? ctx.req().getRequestURI() : ctx.req().getRequestURI() + "?" + query;
    }

    Context ctx() {
        return ctx;
    }

    String method() {
        return method;
    }

    /** Path and query of the request line. */
    String target() {
        return target;
    }

    PayloadFormat format() {
        return format;
    }

    /** As it came; empty for GET. */
    byte[] body() {
        return body;
    }

    /** The body's parameters; none for GET and JSON. */
    FormBody form() {
        return form;
    }

    /** What has to be proved. */
    SignedRequest signed(RequestUrls urls) {
        return new SignedRequest(
                urls.candidates(ctx.scheme(), ctx.header("Host"), target, forwarded()),
                form,
                format == PayloadFormat.JSON ? body : null,
                ctx.header("X-Twilio-Signature"),
                accountSids());
    }

    /** The URLs as this request shows them, whatever the settings say. */
    List<String> seenUrls() {
        return RequestUrls.seen(ctx.scheme(), ctx.header("Host"), target, forwarded());
    }

    @Nullable
    String idempotencyToken() {
        return ctx.header("I-Twilio-Idempotency-Token");
    }

    private ForwardedHeaders forwarded() {
        return new ForwardedHeaders(
                ctx.header("X-Forwarded-Proto"),
                ctx.header("X-Forwarded-Host"),
                ctx.header("X-Forwarded-Port"),
                ctx.header("Forwarded"));
    }

    /** Of JSON none: it is read only after it was proved, so every account's key is tried. */
    private List<String> accountSids() {
        if (format == PayloadFormat.JSON) {
            return List.of();
        }
        Parameters parameters = (method.equals("GET") ? FormBody.ofQuery(target) : form).parameters();
        List<String> accountSids = new ArrayList<>();
        for (String name : List.of("AccountSid", "ParentAccountSid")) {
            String sid = parameters.text(name);
            if (sid != null) {
                accountSids.add(sid);
            }
        }
        return accountSids;
    }
}
