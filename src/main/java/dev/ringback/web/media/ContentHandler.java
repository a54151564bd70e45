package dev.ringback.web.media;

import dev.ringback.query.CacheControl;
import dev.ringback.query.Caller;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers requests for content: from the vault where it has it, else through Twilio where the settings let it be asked, else with 404. Safe for use by many
 * threads.
 */
final class ContentHandler {
    private final Sources sources;
    private final Shelf shelf;
    private final Transfers transfers;
    private final ToldOnce missing = new ToldOnce();

    ContentHandler(Sources sources, Shelf shelf, Transfers transfers) {
        this.sources = sources;
        this.shelf = shelf;
        this.transfers = transfers;
    }

    /**
     * Begins to answer one.
     *
     * @throws TwilioException 404 where the content is below another address, 429 where the account has too many requests of this kind
     */
    CompletionStage<Handler> handle(Context ctx, Wanted wanted) {
        Holding holding = shelf.find(wanted);
        if (holding.belonging() == Holding.Belonging.ELSEWHERE) {
            throw TwilioException.notFound(ctx.path());
        }
        CompletableFuture<Handler> answer = new CompletableFuture<>();
        Serving serving = new Serving(
                sources,
                holding,
                Conditions.of(ctx),
                CacheControl.of(ctx).onlyIfCached(),
                Caller.of(ctx).credential(),
                transfers.begin(ctx, wanted.accountSid()),
                missing,
                answer);
        serving.begin(transfers.readers());
        return answer;
    }
}
