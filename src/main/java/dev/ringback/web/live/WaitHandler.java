package dev.ringback.web.live;

import dev.ringback.live.Until;
import dev.ringback.live.Waits;
import dev.ringback.model.Parameters;
import dev.ringback.model.Resource;
import dev.ringback.query.Caller;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.QueryString;
import dev.ringback.query.ReadCounter;
import dev.ringback.query.WaitParameters;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /ringback/v1/wait}: answers when resources are in a state, or cannot come there any more, or the time is up. */
final class WaitHandler {
    private static final String UNTIL = "Until";

    private final Waits waits;
    private final ResourceStore resources;
    private final ReadCounter counter;
    private final ExternalUrl externalUrl;

    WaitHandler(Waits waits, ResourceStore resources, ReadCounter counter, ExternalUrl externalUrl) {
        this.waits = waits;
        this.resources = resources;
        this.counter = counter;
        this.externalUrl = externalUrl;
    }

    /** Represents one resource that is waited for. */
    private record Wait(List<String> accountSids, String sid, Until until, CompletableFuture<Optional<Resource>> end) {}

    /**
     * Waits for one resource.
     *
     * @throws TwilioException 400 where the state or the time cannot be, 404 for what is no SID, 429 where too many wait
     */
    CompletionStage<Handler> one(Context ctx) {
        Caller caller = Caller.of(ctx);
        String sid = ctx.pathParam("sid");
        if (!Sid.isSid(sid)) {
            throw new TwilioException(
                    TwilioError.NOT_FOUND,
                    "The requested resource " + TwilioException.shortened(ctx.path()) + " was not found: '"
                            + TwilioException.shortened(sid) + "' is not a SID");
        }
        Parameters query = QueryString.parameters(ctx);
        String state = WaitParameters.single(query, UNTIL, "until");
        Until until = Until.parse(UNTIL, state == null ? Until.TERMINAL : state, sid);
        Duration atMost = WaitParameters.timeout(
                WaitParameters.TIMEOUT, WaitParameters.single(query, WaitParameters.TIMEOUT, "timeout"));
        String baseUrl = externalUrl.of(ctx);
        Wait wait = begin(caller.accountSids(), sid, until, atMost);
        CompletableFuture<Handler> answer = wait.end().thenApply(found -> late -> {
            counter.answered(caller.accountSid(), caller.credential());
            late.contentType(JsonFormat.CONTENT_TYPE).result(new WaitJson(baseUrl).one(ending(wait)));
        });
        CompletableFuture<Handler> unused =
                answer.whenComplete((late, failure) -> wait.end().cancel(false));
        return answer;
    }

    private Wait begin(List<String> accountSids, String sid, Until until, Duration atMost) {
        return new Wait(accountSids, sid, until, waits.await(accountSids, sid, until, atMost));
    }

    /**
     * Waits for several resources, as the body says.
     *
     * @throws TwilioException 400 where the body cannot be, 413 where it is too large, 429 where too many wait
     */
    CompletionStage<Handler> several(Context ctx) {
        Caller caller = Caller.of(ctx);
        WaitDraft draft = WaitDraft.read(ctx);
        String baseUrl = externalUrl.of(ctx);
        List<Wait> all = begin(caller, draft);
        CompletableFuture<Void> enough = draft.requiresAll() ? allOf(all) : anyOf(all);
        CompletableFuture<Handler> answer = enough.thenApply(over -> late -> {
            counter.answered(caller.accountSid(), caller.credential());
            List<WaitJson.Ending> endings = all.stream().map(this::ending).toList();
            boolean reached = draft.requiresAll()
                    ? endings.stream().allMatch(WaitJson.Ending::reached)
                    : endings.stream().anyMatch(WaitJson.Ending::reached);
            late.contentType(JsonFormat.CONTENT_TYPE).result(new WaitJson(baseUrl).several(reached, endings));
        });
        CompletableFuture<Handler> unused = answer.whenComplete((late, failure) -> endAll(all));
        return answer;
    }

    private List<Wait> begin(Caller caller, WaitDraft draft) {
        // The same list for all of them: there may be thousands of accounts.
        List<String> accountSids = List.copyOf(caller.accountSids());
        List<Wait> begun = new ArrayList<>();
        try {
            for (int i = 0; i < draft.sids().size(); i++) {
                begun.add(begin(accountSids, draft.sids().get(i), draft.untils().get(i), draft.timeout()));
            }
            return begun;
        } catch (RuntimeException refused) {
            endAll(begun);
            throw refused;
        }
    }

    /** Ends those that are not over yet; what they have found stays. */
    private static void endAll(List<Wait> waits) {
        waits.forEach(wait -> wait.end().complete(Optional.empty()));
    }

    private static CompletableFuture<Void> allOf(List<Wait> waits) {
        return CompletableFuture.allOf(waits.stream().map(Wait::end).toArray(CompletableFuture[]::new));
    }

    private static CompletableFuture<Void> anyOf(List<Wait> waits) {
        CompletableFuture<Void> any = new CompletableFuture<>();
        for (Wait wait : waits) {
            CompletableFuture<Void> unused = wait.end().thenAccept(found -> {
                if (wait.until().isReachedBy(found)) {
                    any.complete(null);
                }
            });
        }
        CompletableFuture<Void> unusedEnd = allOf(waits).thenRun(() -> any.complete(null));
        return any;
    }

    /** Looks at the mirror where time was up: the wait did not look again. */
    private WaitJson.Ending ending(Wait wait) {
        Optional<? extends Resource> found = wait.end().getNow(Optional.empty());
        if (found.isEmpty()) {
            found = resources.find(wait.accountSids(), wait.sid());
        }
        return new WaitJson.Ending(wait.sid(), found, wait.until().isReachedBy(found));
    }
}
