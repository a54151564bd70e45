package dev.ringback.bench;

import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.ForwardedHeaders;
import dev.ringback.twilio.signature.RequestUrls;
import dev.ringback.twilio.signature.SignatureCheck;
import dev.ringback.twilio.signature.SignatureCheck.Verified;
import dev.ringback.twilio.signature.SignatureSettings;
import dev.ringback.twilio.signature.SignedRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;

/**
 * The ceiling of the callback door: reads the body, proves the signature with the same classes, and throws the event away. No digest, no
 * projection, no queue, no metrics.
 */
final class VerifyOnly implements Handler {
    private final RequestUrls urls = new RequestUrls(BenchAccount.PUBLIC_URL);
    private final SignatureCheck check = new SignatureCheck(BenchAccount.ACCOUNTS);

    @Override
    public void handle(Context ctx) throws IOException {
        byte[] body =
                ctx.req().getInputStream().readNBytes(Math.toIntExact(ctx.req().getContentLengthLong()));
        FormBody form = FormBody.parse(body);
        String accountSid = form.parameters().text("AccountSid");
        SignedRequest request = new SignedRequest(
                urls.candidates(
                        ctx.scheme(),
                        ctx.header("Host"),
                        ctx.req().getRequestURI(),
                        new ForwardedHeaders(
                                ctx.header("X-Forwarded-Proto"),
                                ctx.header("X-Forwarded-Host"),
                                ctx.header("X-Forwarded-Port"),
                                ctx.header("Forwarded"))),
                form,
                null,
                ctx.header("X-Twilio-Signature"),
                SignatureSettings.parse(ctx.header(SignatureSettings.HEADER)),
                accountSid == null ? List.of() : List.of(accountSid));
        ctx.status(check.check(request) instanceof Verified ? 204 : 403);
    }
}
