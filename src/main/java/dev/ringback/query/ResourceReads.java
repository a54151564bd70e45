package dev.ringback.query;

import dev.ringback.model.Resource;
import dev.ringback.query.TwilioReads.LastAnswer;
import dev.ringback.twilio.rest.ResourceView;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers with one resource of the mirror, and asks Twilio for it before where the settings and the caller allow it. An answer that Twilio could not
 * better says why in {@code X-Ringback-Stale}.
 */
final class ResourceReads {
    private static final String STALE = "X-Ringback-Stale";
    private static final String REACHED = "X-Ringback-Reached";
    private static final String CACHE = "X-Ringback-Cache";

    /** How long a field that Twilio has just not told is not asked for again, at least. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** How long it is not asked for again at most. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration SHOWN_WITHIN = Duration.ofMinutes(5);

    private final Answers answers;
    private final TwilioReads twilio;
    private final StateWaits waits;
    private final Clock clock;

    ResourceReads(Answers answers, TwilioReads twilio, StateWaits waits, Clock clock) {
        this.answers = answers;
        this.twilio = twilio;
        this.waits = waits;
        this.clock = clock;
    }

    /**
     * Answers with a resource, as {@link #read} does, when it has come into the state that the query asks for, or cannot come there any more, or the time is
     * up. {@code X-Ringback-Reached} says whether it has. Answers without waiting where the query asks for nothing.
     *
     * @param find finds it in the mirror
     */
    <T extends Resource> CompletionStage<Handler> readAfterWait(
            ApiRequest request, ResourceView<T> view, Subject subject, Supplier<Optional<T>> find) {
        return readAfterWait(request, view, subject, find, Optional::empty);
    }

    /**
     * Does the same for a resource that is not shown in all of its states.
     *
     * @param findHidden finds it in the mirror where it is not shown
     */
    <T extends Resource> CompletionStage<Handler> readAfterWait(
            ApiRequest request,
            ResourceView<T> view,
            Subject subject,
            Supplier<Optional<T>> find,
            Supplier<Optional<T>> findHidden) {
        String until = WaitParameters.single(request.query(), WaitParameters.WAIT);
        String sid = subject.sid();
        if (until == null || sid == null) {
            return read(request, view, subject, find);
        }
        Duration atMost = WaitParameters.timeout(request.query());
        CacheControl wanted = CacheControl.of(request.ctx());
        StateWaits.Wait wait = waits.begin(request.accountSid(), sid, until, atMost);
        Herald herald = (ctx, found) -> {
            Optional<? extends Resource> judged = found.isPresent() ? found : findHidden.get();
            ctx.header(REACHED, Boolean.toString(wait.isReached().test(judged)));
        };
        Handler mirrored = ctx -> {
            Optional<T> found = find.get();
            herald.tell(ctx, found);
            answers.resource(request, view, found, confirmedAt(null));
        };
        CompletableFuture<Handler> answer = twilio.mode() == TwilioReads.Mode.NEVER
                ? wait.over().thenApply(over -> mirrored)
                : afterWait(
                        wait,
                        () -> wait.isStopping().getAsBoolean()
                                ? CompletableFuture.completedFuture(mirrored)
                                : read(request, view, subject, find, wanted, herald));
        CompletableFuture<Handler> unused =
                answer.whenComplete((late, failure) -> wait.over().cancel(false));
        return answer;
    }

    /** What the mirror lacks by then may have to be asked for, which the thread that tells others too has no time for. */
    private static CompletableFuture<Handler> afterWait(
            StateWaits.Wait wait, Supplier<CompletionStage<Handler>> reading) {
        return wait.over().isDone()
                ? wait.over().thenCompose(over -> reading.get())
                : wait.over().thenComposeAsync(over -> reading.get(), wait.threads());
    }

    /** Tells in a header something about the resource that a request is answered with. */
    @FunctionalInterface
    private interface Herald {
        void tell(Context ctx, Optional<? extends Resource> found);
    }

    /**
     * Answers with a resource, now or after Twilio was asked.
     *
     * @param find finds it in the mirror
     */
    <T extends Resource> CompletionStage<Handler> read(
            ApiRequest request, ResourceView<T> view, Subject subject, Supplier<Optional<T>> find) {
        return read(request, view, subject, find, CacheControl.of(request.ctx()), (ctx, found) -> {});
    }

    private <T extends Resource> CompletionStage<Handler> read(
            ApiRequest request,
            ResourceView<T> view,
            Subject subject,
            Supplier<Optional<T>> find,
            CacheControl wanted,
            Herald herald) {
        Optional<T> found = find.get();
        LastAnswer last = lastAnswer(request, subject);
        boolean isTooOld = found.isPresent() && !wanted.accepts(age(found.get(), last));
        if (!asks(view, found, last, isTooOld, wanted)) {
            return CompletableFuture.completedFuture(ctx -> {
                if (found.isEmpty() && wanted.onlyIfCached()) {
                    ctx.header(CACHE, "miss");
                }
                herald.tell(ctx, found);
                answers.resource(request, view, found, confirmedAt(last));
            });
        }
        return twilio.ask(
                        request.accountSid(),
                        subject.kind(),
                        subject.path(request.accountSid()),
                        subject.sid(),
                        () -> find.get().filter(now -> isNewer(now, found)).isPresent())
                .thenApply(outcome -> ctx -> {
                    Optional<T> now = found(find.get(), outcome);
                    herald.tell(ctx, now);
                    answer(ctx, request, view, subject, now, outcome, isTooOld);
                });
    }

    private static <T extends Resource> boolean isNewer(T now, Optional<T> before) {
        return before.isEmpty() || now.lastReceivedAt().isAfter(before.get().lastReceivedAt());
    }

    /** Costs nothing where Twilio is never asked. */
    private @Nullable LastAnswer lastAnswer(ApiRequest request, Subject subject) {
        return twilio.mode() == TwilioReads.Mode.NEVER
                ? null
                : twilio.lastAnswer(request.accountSid(), subject.path(request.accountSid()))
                        .orElse(null);
    }

    private static @Nullable Instant confirmedAt(@Nullable LastAnswer last) {
        return last == null || !last.isThere() ? null : last.at();
    }

    /** An answer of Twilio that says nothing new makes a resource as fresh as one that does. */
    private Duration age(Resource resource, @Nullable LastAnswer last) {
        Instant confirmed = confirmedAt(last);
        Instant heard = resource.lastReceivedAt();
        return Duration.between(confirmed != null && confirmed.isAfter(heard) ? confirmed : heard, clock.instant());
    }

    /** Returns what the mirror has, else what Twilio has told: the mirror does not keep what is older than the retention. It is of the kind that was asked for. */
    @SuppressWarnings("unchecked")
    private static <T extends Resource> Optional<T> found(Optional<T> mirrored, TwilioReads.Outcome outcome) {
        return mirrored.isPresent() ? mirrored : Optional.ofNullable((T) outcome.resource());
    }

    private <T extends Resource> boolean asks(
            ResourceView<T> view, Optional<T> found, @Nullable LastAnswer last, boolean isTooOld, CacheControl wanted) {
        if (twilio.mode() == TwilioReads.Mode.NEVER || wanted.onlyIfCached()) {
            return false;
        }
        return found.isEmpty()
                || isTooOld
                || (twilio.mode() == TwilioReads.Mode.INCOMPLETE
                        && !view.missing(List.of(found.get())).isEmpty()
                        && !isAskedLately(found.get(), last));
    }

    /** Tells whether Twilio was asked a short while ago, for how long nothing new had come by then: so the pauses double. */
    private boolean isAskedLately(Resource resource, @Nullable LastAnswer last) {
        if (last == null) {
            return false;
        }
        Duration quiet = Duration.between(resource.lastReceivedAt(), last.at());
        Duration pause = quiet.compareTo(SHORTEST) < 0 ? SHORTEST : quiet.compareTo(LONGEST) > 0 ? LONGEST : quiet;
        return clock.instant().isBefore(last.at().plus(pause));
    }

    private <T extends Resource> void answer(
            Context ctx,
            ApiRequest request,
            ResourceView<T> view,
            Subject subject,
            Optional<T> found,
            TwilioReads.Outcome outcome,
            boolean isTooOld) {
        if (outcome.status() == 404 && (found.isEmpty() || (isTooOld && isOld(found.get())))) {
            throw ApiRequest.notFound(ctx);
        }
        TwilioReads.Passed refusal = outcome.refusal();
        if (found.isEmpty() && refusal != null) {
            PassHandler.answer(ctx, refusal);
            return;
        }
        if (found.isEmpty() && outcome.status() != 200) {
            throw Unanswered.now(ctx, outcome.status() == 429, outcome.retryAfter(), outcome.reason());
        }
        if (outcome.status() != 200) {
            ctx.header(STALE, outcome.reason());
        }
        answers.asked(request, view, found, confirmedAt(lastAnswer(request, subject)));
    }

    /** Twilio shows new resources late, but only by seconds: what it does not have later was deleted there. */
    private boolean isOld(Resource resource) {
        return resource.dateCreated().isBefore(clock.instant().minus(SHOWN_WITHIN));
    }
}
