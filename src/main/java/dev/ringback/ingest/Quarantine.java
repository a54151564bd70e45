package dev.ringback.ingest;

import dev.ringback.model.Accounts;
import dev.ringback.model.HeaderFields;
import dev.ringback.model.RefusedRequest;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.callback.CallbackRequest;
import dev.ringback.twilio.signature.SignatureCheck.Reason;
import dev.ringback.twilio.signature.SignatureCheck.Refused;
import dev.ringback.twilio.signature.TwilioSignature;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Decides which refused requests are kept: those that mended settings might prove. They name an account, and carry what some key might have
 * signed. What has no signature, or a body its URL does not vouch for, no setting could ever prove.
 *
 * <p>Whether the account is one of ours makes no difference to the answer: strangers shall not find out by asking. Safe for use by many
 * threads.
 */
public final class Quarantine {
    private final Accounts accounts;
    private final QuarantineKeeper keeper;
    private final Clock clock;

    public Quarantine(Accounts accounts, QuarantineKeeper keeper, Clock clock) {
        this.accounts = accounts;
        this.keeper = keeper;
        this.clock = clock;
    }

    /**
     * Keeps a refused request, if it is one to keep.
     *
     * @return completes when it is on disk, when it is certain that it cannot be kept, or when that takes too long; never exceptionally.
     *     Empty for a request that is not kept
     */
    Optional<CompletableFuture<Void>> keep(Context ctx, CallbackRequest request, Refused refused) {
        if (!mayBeProvedLater(ctx, refused.reason())) {
            return Optional.empty();
        }
        List<String> named = request.namedAccounts().stream()
                .filter(sid -> Sid.isSid(sid, "AC"))
                .toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(keeper.keep(refusedRequest(ctx, request, refused.reason(), named)));
    }

    private static boolean mayBeProvedLater(Context ctx, Reason reason) {
        return (reason == Reason.MISMATCH || reason == Reason.UNKNOWN_ACCOUNT)
                && TwilioSignature.isPlausible(ctx.header("X-Twilio-Signature"));
    }

    private RefusedRequest refusedRequest(Context ctx, CallbackRequest request, Reason reason, List<String> named) {
        Optional<String> ours =
                named.stream().filter(sid -> accounts.find(sid).isPresent()).findFirst();
        HeaderFields headers = RawRequest.headers(ctx);
        return new RefusedRequest(
                ours.orElse(named.get(0)),
                ours.isPresent(),
                reason.label(),
                clock.instant(),
                ctx.req().getRemoteAddr(),
                request.method(),
                request.scheme(),
                request.target(),
                headers,
                request.format(),
                new String(request.body(), StandardCharsets.ISO_8859_1),
                RequestDigest.of(request, headers));
    }
}
