package dev.ringback.upstream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Passes reads on to Twilio of what the mirror does not hold, and blanks the secrets in the answers. Stores nothing. Safe for use by many threads. */
public final class PassThrough {
    private final TwilioClient twilio;

    PassThrough(TwilioClient twilio) {
        this.twilio = twilio;
    }

    /**
     * Passes a read on.
     *
     * @param target path and query as the caller has written them
     * @return completes with Twilio's answer, whatever its status; with an {@link UpstreamException} where there is none
     */
    public CompletableFuture<UpstreamAnswer> get(String accountSid, Product product, String target, Duration patience) {
        return twilio.send(UpstreamRequest.get(accountSid, Purpose.PASS, product, target, patience))
                .thenApply(answer -> answer.withBody(SecretFields.blanked(answer.body())));
    }
}
