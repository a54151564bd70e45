package dev.ringback.web.media;

import dev.ringback.ingest.LogLimit;
import dev.ringback.model.VaultObject;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.vault.VaultReads;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Represents one request for content until its answer is known. What the vault does not have, has lost or cannot read now comes through Twilio, if that may be asked
 * and still has it.
 *
 * @param onlyIfCached whether the caller wants nobody to be asked
 * @param credential of the caller
 * @param answer is completed once
 */
record Serving(
        Sources sources,
        Holding holding,
        Conditions conditions,
        boolean onlyIfCached,
        String credential,
        Transfer transfer,
        ToldOnce missing,
        CompletableFuture<Handler> answer) {
    private static final Logger log = LoggerFactory.getLogger(Serving.class);
    private static final LogLimit limited = LogLimit.perSecond(log, 1, "failures of the vault");

    private static final String RETRY_AFTER = "5";

    /** Begins; the vault is read by other threads. */
    void begin(Executor readers) {
        Optional<VaultObject> copied = holding.copied();
        Optional<VaultReads> vault = sources.vault();
        if (copied.isPresent() && vault.isPresent()) {
            Selection selection = new Selection(vault.get(), sources.resources());
            readers.execute(() -> fromVault(selection, copied.get(), readers));
        } else {
            fromTwilio(Serving::absent);
        }
    }

    private void fromVault(Selection selection, VaultObject object, Executor readers) {
        try {
            Optional<HeldContent> content = selection.of(object, wanted());
            if (content.isEmpty()) {
                fromTwilio(Serving::absent);
                return;
            }
            sources.counter().answered(object.accountSid(), credential);
            answer.complete(answer(content.get(), readers));
        } catch (FileNotFoundException lost) {
            if (missing.isNew(object.key())) {
                log.error("the vault has lost {}: {}", object.sid(), lost.getMessage());
            }
            fromTwilio(Serving::absent);
        } catch (IOException failed) {
            limited.warn(() -> "the vault cannot be read: " + failed.getMessage());
            fromTwilio(Serving::unreadable);
        } catch (RuntimeException refused) {
            answer.completeExceptionally(refused);
        }
    }

    private Handler answer(HeldContent content, Executor readers) throws IOException {
        if (conditions.areMetBy(content.tag(), content.lastModified())) {
            return ctx -> OpenContent.notModified(ctx, wanted(), content);
        }
        return OpenContent.open(wanted(), content, conditions, transfer, readers);
    }

    /** @param otherwise answers where Twilio may not be asked, or has it no more */
    private void fromTwilio(Otherwise otherwise) {
        if (sources.twilio().isPresent() && !onlyIfCached && !holding.isGoneAtTwilio()) {
            sources.twilio().get().begin(wanted(), conditions, holding.absence(), answer);
        } else {
            answer.complete(ctx -> {
                throw otherwise.error(this, ctx);
            });
        }
    }

    private interface Otherwise {
        TwilioException error(Serving serving, Context ctx);
    }

    private TwilioException absent(Context ctx) {
        if (onlyIfCached) {
            ctx.header("X-Ringback-Cache", "miss");
        }
        return Absence.of(ctx, holding.absence());
    }

    private TwilioException unreadable(Context ctx) {
        ctx.header("Retry-After", RETRY_AFTER);
        return new TwilioException(TwilioError.UNAVAILABLE, "The vault cannot be read now");
    }

    private Wanted wanted() {
        return holding.wanted();
    }
}
