package dev.ringback.upstream.write;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.concurrent.FailedStage;
import dev.ringback.model.Action;
import dev.ringback.model.WriteDraft;
import dev.ringback.outbound.RequestContent;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.WriteJournal;
import dev.ringback.twilio.callback.CallbackMark;
import dev.ringback.upstream.Product;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamException.Reason;
import dev.ringback.upstream.UpstreamRequest;
import dev.ringback.upstream.write.WriteOutcome.Result;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes writes on to Twilio. One that does twice what is sent twice is noted before it is sent, and never sent again where nobody knows what became
 * of it. Safe for use by many threads, none of which waits in it.
 */
public final class WriteThrough implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WriteThrough.class);

    /** Bounds what a caller waits after Twilio has answered, for what Ringback stores. */
    private static final Duration STORING = Duration.ofSeconds(3);

    /** How long the outcome of a write may be known late, before others take it for unknown. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private static final int THREADS = 8;

    private final WriteJournal journal;
    private final UnknownWrites unknownWrites;
    private final AuditTrail audit;
    private final Clock clock;
    private final Duration margin;
    private final String node = UUID.randomUUID().toString();
    private final UnderWay underWay = new UnderWay();
    private final AtomicBoolean lacksStorage = new AtomicBoolean();
    /** Never stopped: an answer that comes after the end is noted all the same where it can be. */
    private final Executor workers = workers();

    private volatile @Nullable Way way;

    /** Holds an answer, or the reason why there is none. */
    private record Reply(
            @Nullable UpstreamAnswer answer, @Nullable Throwable failure) {
        Verdict verdict(Write write) {
            return Verdict.of(write, answer, failure);
        }
    }

    /**
     * Says how writes get to Twilio.
     *
     * @param twilio sends a request when it is its turn
     * @param patience of a caller, for waiting and the answer together
     * @param callbacks whom Twilio calls about what creates make
     * @param answeredWrites stores what Twilio answers
     */
    public record Way(
            Function<UpstreamRequest, CompletableFuture<UpstreamAnswer>> twilio,
            Duration patience,
            CreateCallbacks callbacks,
            AnsweredWrites answeredWrites) {}

    /** Passes nothing on yet. */
    public WriteThrough(WriteJournal journal, UnknownWrites unknownWrites, AuditTrail audit, Clock clock) {
        this(journal, unknownWrites, audit, clock, MARGIN);
    }

    /** @param margin how long after its last moment a write without a known outcome is taken for unknown */
    WriteThrough(WriteJournal journal, UnknownWrites unknownWrites, AuditTrail audit, Clock clock, Duration margin) {
        this.journal = journal;
        this.unknownWrites = unknownWrites;
        this.audit = audit;
        this.clock = clock;
        this.margin = margin;
    }

    private static Executor workers() {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.numbered("ringback-write"));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    /** Passes writes on this way from now on; null for none. Those under way end as they began. */
    public void use(@Nullable Way newWay) {
        way = newWay;
    }

    /**
     * Passes a write on.
     *
     * @return completes with what came of it, after that was stored, or after three seconds of storing; never exceptionally. Cancelling it changes
     *     nothing about the write
     */
    public CompletableFuture<WriteOutcome> pass(Write write) {
        Way taken = way;
        if (taken == null || !underWay.begin()) {
            return CompletableFuture.completedFuture(
                    WriteOutcome.of(Result.UNAVAILABLE, "nothing is passed on to Twilio at the moment"));
        }
        boolean isSentOnce = write.isSentOnce();
        CompletableFuture<WriteOutcome> outcome = isSentOnce ? once(taken, write) : repeatable(taken, write);
        return outcome.exceptionally(defect -> {
                    log.error("a write failed unexpectedly", defect);
                    return WriteOutcome.of(isSentOnce ? Result.UNKNOWN : Result.UNCERTAIN, "an internal error");
                })
                .whenComplete((done, failure) -> underWay.end())
                .copy();
    }

    private CompletableFuture<WriteOutcome> once(Way taken, Write write) {
        String mark = CallbackMark.next();
        return CompletableFuture.supplyAsync(() -> noted(taken, draft(write, mark)), workers)
                .thenCompose(id -> id.isPresent()
                        ? sentOnce(taken, write, mark, id.getAsLong())
                        : CompletableFuture.completedFuture(WriteOutcome.of(
                                Result.UNAVAILABLE,
                                "the database cannot be written, without which nothing is sent to Twilio")));
    }

    /** Returns the id of a write that is noted; empty where it cannot be. */
    private OptionalLong noted(Way taken, WriteDraft draft) {
        try {
            return OptionalLong.of(
                    journal.add(draft, taken.patience().multipliedBy(2).plus(margin)));
        } catch (StorageException failed) {
            log.warn("a write was not sent to Twilio, because it could not be noted: {}", failed.getMessage());
            return OptionalLong.empty();
        }
    }

    private WriteDraft draft(Write write, String mark) {
        return new WriteDraft(
                mark,
                write.accountSid(),
                write.kind().name(),
                write.kind().method(),
                write.target(),
                write.contentType(),
                new String(write.content().bytes(), StandardCharsets.ISO_8859_1),
                ChildSearch.likeness(write, mark),
                write.actor(),
                clock.instant(),
                node);
    }

    private CompletableFuture<WriteOutcome> sentOnce(Way taken, Write write, String mark, long id) {
        SentCreate create = taken.callbacks().of(write, mark);
        return send(taken, write, create.content()).handle(Reply::new).thenCompose(reply -> {
            Verdict verdict = reply.verdict(write);
            List<CompletableFuture<Void>> steps = steps(taken, write, reply.answer(), verdict);
            steps.add(noted(id, verdict));
            if (verdict.isDone()) {
                steps.add(heard(taken, write, create.callback()));
            }
            return after(steps).thenApply(done -> told(verdict, id).with(create.callback()));
        });
    }

    private CompletableFuture<Void> heard(Way taken, Write write, CallbackFate callback) {
        return CompletableFuture.runAsync(() -> taken.callbacks().done(write, callback), workers)
                .exceptionally(failure -> {
                    log.warn("what became of a callback URL could not be told: {}", reason(failure));
                    return null;
                });
    }

    private static WriteOutcome told(Verdict verdict, long id) {
        return verdict.isUnknown()
                ? WriteOutcome.of(
                        Result.UNKNOWN,
                        "Unknown write " + id + ": " + verdict.outcome().text())
                : verdict.outcome();
    }

    private CompletableFuture<Void> noted(long id, Verdict verdict) {
        return CompletableFuture.runAsync(
                        () -> {
                            if (verdict.isUnknown()) {
                                unknownWrites.unknown(id);
                            } else {
                                unknownWrites.answered(id, verdict.sid());
                            }
                        },
                        workers)
                .exceptionally(failure -> {
                    log.warn("the outcome of write {} could not be noted: {}", id, reason(failure));
                    return null;
                });
    }

    private CompletableFuture<WriteOutcome> repeatable(Way taken, Write write) {
        return send(taken, write, write.content()).handle(Reply::new).thenCompose(reply -> {
            Verdict verdict = reply.verdict(write);
            return after(steps(taken, write, reply.answer(), verdict)).thenApply(done -> verdict.outcome());
        });
    }

    /** Begins what has to be done before the caller hears of it. */
    private List<CompletableFuture<Void>> steps(
            Way taken, Write write, @Nullable UpstreamAnswer answer, Verdict verdict) {
        List<CompletableFuture<Void>> steps = new ArrayList<>();
        if (answer != null && (verdict.isDone() || isGone(write, answer))) {
            steps.add(stored(taken, write, answer));
        }
        if (answer != null || verdict.isOpen()) {
            steps.add(CompletableFuture.runAsync(() -> audit(write, answer, verdict), workers));
        }
        return steps;
    }

    /** What is not there any more was deleted, now or before. */
    private static boolean isGone(Write write, UpstreamAnswer answer) {
        return write.kind().isDeletion()
                && answer.status() == 404
                && answer.text().contains("20404");
    }

    private CompletableFuture<Void> stored(Way taken, Write write, UpstreamAnswer answer) {
        return CompletableFuture.completedFuture(answer)
                .thenComposeAsync(said -> taken.answeredWrites().store(write, said), workers)
                .handle((done, failure) -> {
                    if (failure == null) {
                        lacksStorage.set(false);
                    } else if (!lacksStorage.getAndSet(true)) {
                        log.warn(
                                "what Twilio answered to a write could not be stored, more of the kind is not logged: {}",
                                reason(failure));
                    }
                    return null;
                });
    }

    private void audit(Write write, @Nullable UpstreamAnswer answer, Verdict verdict) {
        String outcome = answer == null ? "no answer" : Integer.toString(answer.status());
        String made = verdict.sid() == null ? "" : ' ' + verdict.sid();
        String unknown = verdict.isOpen() ? ", outcome unknown" : "";
        audit.record(
                write.actor(),
                Action.WRITE,
                write.subject() + ": " + outcome + made + unknown,
                verdict.isDone() ? 1 : 0);
    }

    /** Completes when all steps are done, or too late for the caller, who has waited for Twilio. Those that are not done go on. */
    private static CompletableFuture<Void> after(List<CompletableFuture<Void>> steps) {
        return CompletableFuture.allOf(steps.toArray(CompletableFuture<?>[]::new))
                .orTimeout(STORING.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> null);
    }

    private static CompletableFuture<UpstreamAnswer> send(Way taken, Write write, RequestContent content) {
        try {
            return taken.twilio().apply(request(taken, write, content));
        } catch (IllegalArgumentException unsent) {
            return CompletableFuture.failedFuture(
                    new UpstreamException(Reason.UNAVAILABLE, String.valueOf(unsent.getMessage())));
        }
    }

    private static UpstreamRequest request(Way taken, Write write, RequestContent content) {
        String contentType = write.contentType();
        return new UpstreamRequest(
                write.accountSid(),
                Purpose.WRITE,
                Product.API,
                write.kind().method(),
                write.target(),
                contentType == null ? Map.of() : Map.of("Content-Type", contentType),
                content,
                taken.patience());
    }

    private static String reason(Throwable failure) {
        Throwable cause = FailedStage.cause(failure);
        return cause instanceof StorageException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    /** Passes nothing on any more, and returns when the outcome of what is under way is known, or after five seconds. */
    @Override
    public void close() {
        underWay.end(LAST_ANSWERS);
    }
}
