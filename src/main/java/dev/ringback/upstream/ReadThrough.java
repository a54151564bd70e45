package dev.ringback.upstream;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.concurrent.FailedStage;
import dev.ringback.model.Entry;
import dev.ringback.model.Resource;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageException;
import dev.ringback.twilio.callback.AnswerReader;
import dev.ringback.twilio.callback.Inquiry;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import dev.ringback.upstream.ReadOutcome.Result;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Twilio for resources that the mirror does not have, or not whole, and stores what it answers. All who ask for the same at the same time share
 * one request, also those of other nodes. Safe for use by many threads, none of which waits in it.
 */
public final class ReadThrough implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReadThrough.class);

    /** How long other nodes leave it to the one that asks. */
    private static final Duration OTHERS_WAIT = Duration.ofSeconds(1);

    private static final Duration LOOK_UP = Duration.ofMillis(50);

    private final TwilioClient twilio;
    private final AnswerSink sink;
    private final LeaseStore leases;
    private final RefusedAnswers refusedAnswers;
    private final LastAnswers lastAnswers;
    private final String node = UUID.randomUUID().toString();
    private final Map<Question, CompletableFuture<ReadOutcome>> underWay = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(2, DaemonThreads.numbered("ringback-read-through"));

    ReadThrough(TwilioClient twilio, AnswerSink sink, LeaseStore leases, RefusedAnswers refusedAnswers, Clock clock) {
        this.twilio = twilio;
        this.sink = sink;
        this.leases = leases;
        this.refusedAnswers = refusedAnswers;
        this.lastAnswers = new LastAnswers(clock);
    }

    /**
     * Tells when Twilio has answered last what this node has asked it about a resource.
     *
     * @param path as that of a {@link Question}
     * @return empty where it has not, or where that was forgotten since
     */
    public Optional<LastAnswer> lastAnswer(String accountSid, String path) {
        return lastAnswers.find(key(accountSid, path));
    }

    /**
     * Asks for a resource.
     *
     * @param patience of the caller; of several who share a request that of the first
     * @param isThere looks whether the mirror has by now what is asked for
     * @return completes when the mirror has what Twilio has, or with the reason why not; never exceptionally. It is the caller's own: cancelling
     *     it leaves the request to the others
     */
    public CompletableFuture<ReadOutcome> ask(Question question, Duration patience, BooleanSupplier isThere) {
        if (lastAnswers.isMissing(key(question))) {
            return CompletableFuture.completedFuture(ReadOutcome.of(Result.MISSING));
        }
        CompletableFuture<ReadOutcome> mine = new CompletableFuture<>();
        CompletableFuture<ReadOutcome> shared = underWay.putIfAbsent(question, mine);
        if (shared != null) {
            return shared.copy();
        }
        CompletableFuture<ReadOutcome> answer = mine.copy();
        threads.execute(() -> first(question, patience, isThere, mine));
        return answer;
    }

    private void first(
            Question question, Duration patience, BooleanSupplier isThere, CompletableFuture<ReadOutcome> mine) {
        boolean isMine;
        try {
            isMine = leases.take("read " + key(question), node, OTHERS_WAIT);
        } catch (StorageException unavailable) {
            end(question, mine, ReadOutcome.of(Result.UNAVAILABLE));
            return;
        }
        if (!isMine) {
            waitForOthers(question, patience, isThere, mine, System.nanoTime());
        } else if (isThere(isThere)) { // by a request that has ended since the caller looked
            end(question, mine, ReadOutcome.of(Result.STORED));
        } else {
            send(question, patience, mine);
        }
    }

    private static boolean isThere(BooleanSupplier isThere) {
        try {
            return isThere.getAsBoolean();
        } catch (StorageException unavailable) {
            return false;
        }
    }

    private static String key(Question question) {
        return key(question.accountSid(), question.path());
    }

    private static String key(String accountSid, String path) {
        return accountSid + ' ' + path;
    }

    private void waitForOthers(
            Question question,
            Duration patience,
            BooleanSupplier isThere,
            CompletableFuture<ReadOutcome> mine,
            long since) {
        if (isThere(isThere)) {
            end(question, mine, ReadOutcome.of(Result.STORED));
        } else if (System.nanoTime() - since > OTHERS_WAIT.toNanos()) {
            send(question, patience, mine);
        } else {
            ScheduledFuture<?> unused = threads.schedule(
                    () -> waitForOthers(question, patience, isThere, mine, since),
                    LOOK_UP.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void send(Question question, Duration patience, CompletableFuture<ReadOutcome> mine) {
        CompletableFuture<Void> unused = twilio.send(UpstreamRequest.get(
                        question.accountSid(), Purpose.READ, question.product(), question.path(), patience))
                .thenCompose(answer -> stored(question, answer))
                .exceptionally(failure -> failed(question, failure))
                .thenAcceptAsync(outcome -> end(question, mine, outcome), threads);
    }

    private CompletableFuture<ReadOutcome> stored(Question question, UpstreamAnswer answer) {
        int status = answer.status();
        if (status == 404 && isTwilios(answer)) {
            lastAnswers.add(key(question), false);
            return CompletableFuture.completedFuture(new ReadOutcome(Result.MISSING, answer, null, null));
        }
        if (!answer.isSuccess()) {
            Result result = status == 404 ? Result.UNSAFE : Result.of(status);
            if (result == Result.UNSAFE) {
                refusedAnswers.add(question.accountSid(), Purpose.READ, "it has the status " + status);
            }
            return CompletableFuture.completedFuture(new ReadOutcome(result, answer, null, pause(question, answer)));
        }
        Entry entry;
        try {
            entry = AnswerReader.resource(
                    new Inquiry(question.accountSid(), "GET", question.path(), answer.askedAt(), answer.receivedAt()),
                    question.kind(),
                    question.sid(),
                    answer.text());
        } catch (UnexpectedAnswerException unexpected) {
            refusedAnswers.add(question.accountSid(), Purpose.READ, String.valueOf(unexpected.getMessage()));
            return CompletableFuture.completedFuture(ReadOutcome.of(Result.UNSAFE));
        }
        Resource resource =
                entry.resources().isEmpty() ? null : entry.resources().get(0);
        return sink.store(List.of(entry)).thenApply(done -> {
            lastAnswers.add(key(question), true);
            return new ReadOutcome(Result.STORED, answer, resource, null);
        });
    }

    private @Nullable Duration pause(Question question, UpstreamAnswer answer) {
        Duration asked = answer.askedToWait(answer.receivedAt());
        Duration pause = answer.status() < 500 ? null : twilio.pause(question.product());
        return asked == null || (pause != null && pause.compareTo(asked) > 0) ? pause : asked;
    }

    /** Tells a resource that Twilio does not have from a page of something in between that does not lead to Twilio. */
    private static boolean isTwilios(UpstreamAnswer notFound) {
        return notFound.text().stripLeading().startsWith("{");
    }

    private ReadOutcome failed(Question question, Throwable failure) {
        Throwable cause = FailedStage.cause(failure);
        if (cause instanceof UpstreamException known) {
            if (known.reason() == UpstreamException.Reason.UNSAFE) {
                refusedAnswers.add(question.accountSid(), Purpose.READ, String.valueOf(known.getMessage()));
            }
            return new ReadOutcome(Result.of(known.reason()), null, null, UpstreamException.retryAfter(known));
        }
        log.warn("what Twilio answered about {} could not be stored", question.path(), cause);
        return ReadOutcome.of(Result.UNAVAILABLE);
    }

    private void end(Question question, CompletableFuture<ReadOutcome> mine, ReadOutcome outcome) {
        underWay.remove(question, mine);
        mine.complete(outcome);
    }

    /** Asks for nothing any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
