package dev.ringback.upstream.list;

import dev.ringback.concurrent.FailedStage;
import dev.ringback.twilio.callback.AnswerPage;
import dev.ringback.twilio.callback.Inquiry;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.ReadOutcome.Result;
import dev.ringback.upstream.UnsafeAnswerException;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads single pages of Twilio's lists for callers who wait for them, and stores their rows. All who ask a node for the same page at the same time
 * share one request. Safe for use by many threads, none of which waits in it.
 */
public final class ListReadThrough {
    private static final Logger log = LoggerFactory.getLogger(ListReadThrough.class);

    private final AnswerSink sink;
    private final @Nullable Duration keep;
    private final Clock clock;
    private final LastReads lastReads;
    private final Map<PageQuestion, CompletableFuture<ListRead>> underWay = new ConcurrentHashMap<>();

    /**
     * Creates it; nothing is asked yet.
     *
     * @param sink stores the rows
     * @param keep how long is kept what arrives; null for ever
     */
    public ListReadThrough(AnswerSink sink, @Nullable Duration keep, Clock clock) {
        this.sink = sink;
        this.keep = keep;
        this.clock = clock;
        this.lastReads = new LastReads(clock);
    }

    /** Finds what came of reading a page last; empty where that was longer ago, or was another node, or failed. */
    public Optional<ListRead> lastRead(PageQuestion question, Duration maxAge) {
        return lastReads.notOlderThan(question, maxAge);
    }

    /**
     * Reads a page, and stores its rows.
     *
     * @param question of a kind that Ringback reads
     * @return completes when they are on disk, or with the reason why not; never exceptionally. It is the caller's own: cancelling it leaves the request
     *     to the others
     */
    public CompletableFuture<ListRead> read(Upstream upstream, PageQuestion question) {
        CompletableFuture<ListRead> mine = new CompletableFuture<>();
        CompletableFuture<ListRead> shared = underWay.putIfAbsent(question, mine);
        if (shared != null) {
            return shared.copy();
        }
        CompletableFuture<ListRead> answer = mine.copy();
        Instant askedAt = clock.instant();
        CompletableFuture<Void> unused = send(upstream, question, Purpose.READ)
                .thenCompose(page -> stored(upstream, question, page))
                .exceptionally(failure -> ListRead.failed(failed(upstream, question, Purpose.READ, failure)))
                .thenAccept(read -> {
                    if (read.result() == Result.STORED) {
                        lastReads.add(question, read, askedAt);
                    }
                    underWay.remove(question, mine);
                    mine.complete(read);
                });
        return answer;
    }

    private static CompletableFuture<UpstreamAnswer> send(Upstream upstream, PageQuestion question, Purpose purpose) {
        // so that what is thrown ends the stage too
        return CompletableFuture.completedFuture(UpstreamRequest.get(
                        question.accountSid(),
                        purpose,
                        question.product(),
                        question.path(),
                        upstream.options().patience()))
                .thenCompose(upstream.twilio()::send);
    }

    private CompletableFuture<ListRead> stored(Upstream upstream, PageQuestion question, UpstreamAnswer answer) {
        if (!answer.isSuccess()) {
            return CompletableFuture.completedFuture(ListRead.failed(failed(upstream, question, Purpose.READ, answer)));
        }
        PageRows rows;
        String next;
        try {
            AnswerPage page = AnswerPage.read(question.key(), answer.text());
            rows = rows(upstream, question, Purpose.READ, answer);
            page.rows().forEach(rows::add);
            next = next(upstream, question, page.next());
        } catch (UnexpectedAnswerException unexpected) {
            refuse(upstream, question, Purpose.READ, String.valueOf(unexpected.getMessage()));
            return CompletableFuture.completedFuture(ListRead.failed(Result.UNSAFE));
        }
        boolean whole = next != null && rows.refused() == 0;
        String following = next == null || next.isEmpty() || rows.tooOld() > 0 ? null : next;
        return rows.store(sink)
                .thenApply(done ->
                        whole ? new ListRead(Result.STORED, rows.sids(), following) : ListRead.failed(Result.UNSAFE));
    }

    private PageRows rows(Upstream upstream, PageQuestion question, Purpose purpose, UpstreamAnswer answer) {
        ResourceKind kind = question.kind();
        if (kind == null) {
            throw new IllegalArgumentException("rows of the list " + question.key() + " are not read");
        }
        return new PageRows(
                kind,
                new Inquiry(question.accountSid(), "GET", question.list(), answer.askedAt(), answer.receivedAt()),
                purpose,
                upstream.refusedAnswers(),
                keep == null ? null : clock.instant().minus(keep));
    }

    /** Returns Twilio's token for the next page, empty behind the last; null where the link may not be followed. */
    private @Nullable String next(Upstream upstream, PageQuestion question, @Nullable String link) {
        if (link == null) {
            return "";
        }
        try {
            String token = PageLinks.token(PageLinks.next(upstream.options().hosts(), question, link));
            if (token == null) {
                throw new UnsafeAnswerException("a link of a page has no page token");
            }
            return token;
        } catch (UnsafeAnswerException unsafe) {
            refuse(upstream, question, Purpose.READ, String.valueOf(unsafe.getMessage()));
            return null;
        }
    }

    /**
     * Passes a page on as Twilio answers it, but for auth tokens and whole URLs of pages. Its rows are stored afterwards, where they can be.
     *
     * @param externalUrl scheme and host to which whole URLs of pages lead
     * @return completes with what came of it; never exceptionally
     */
    public CompletableFuture<PassedPage> pass(Upstream upstream, PageQuestion question, String externalUrl) {
        return upstream.pass()
                .get(
                        question.accountSid(),
                        question.product(),
                        question.path(),
                        upstream.options().patience())
                .thenApply(answer -> passed(upstream, question, externalUrl, answer))
                .exceptionally(failure -> new PassedPage(
                        null,
                        failed(upstream, question, Purpose.PASS, failure),
                        UpstreamException.retryAfter(failure)));
    }

    private PassedPage passed(Upstream upstream, PageQuestion question, String externalUrl, UpstreamAnswer answer) {
        if (!answer.isSuccess()) {
            Result result = failed(upstream, question, Purpose.PASS, answer);
            return new PassedPage(result == Result.UNSAFE ? null : answer, result, null);
        }
        try {
            CheckedPage page = CheckedPage.of(upstream.options().hosts(), question, answer);
            if (question.kind() != null && question.isJson() && !store(upstream, question, page, answer)) {
                return PassedPage.failed(Result.UNSAFE);
            }
            return new PassedPage(page.leadingTo(externalUrl), Result.STORED, null);
        } catch (UnexpectedAnswerException | UnsafeAnswerException unsafe) {
            refuse(upstream, question, Purpose.PASS, String.valueOf(unsafe.getMessage()));
            return PassedPage.failed(Result.UNSAFE);
        }
    }

    /** Stores the rows of a page, for which its caller does not wait. Returns false, and stores nothing, where one of them cannot be a row of it. */
    private boolean store(Upstream upstream, PageQuestion question, CheckedPage page, UpstreamAnswer answer) {
        PageRows rows = rows(upstream, question, Purpose.PASS, answer);
        page.rows().forEach(rows::add);
        if (rows.refused() > 0) {
            return false;
        }
        CompletableFuture<Void> unused = rows.store(sink).exceptionally(failure -> {
            log.warn("rows of a page of {} were passed on, but could not be stored", question.list(), failure);
            return null;
        });
        return true;
    }

    private static void refuse(Upstream upstream, PageQuestion question, Purpose purpose, String reason) {
        upstream.refusedAnswers().add(question.accountSid(), purpose, reason);
    }

    /** Tells what an answer without success means. */
    private static Result failed(Upstream upstream, PageQuestion question, Purpose purpose, UpstreamAnswer answer) {
        Result result = Result.of(answer.status());
        if (result != Result.UNSAFE) {
            return result;
        }
        if (answer.status() >= 400) {
            return Result.DECLINED;
        }
        refuse(upstream, question, purpose, "it has the status " + answer.status());
        return result;
    }

    private static Result failed(Upstream upstream, PageQuestion question, Purpose purpose, Throwable failure) {
        Throwable cause = FailedStage.cause(failure);
        if (cause instanceof UpstreamException known) {
            if (known.reason() == UpstreamException.Reason.UNSAFE) {
                refuse(upstream, question, purpose, String.valueOf(known.getMessage()));
            }
            return Result.of(known.reason());
        }
        log.warn("a page of {} could not be stored", question.list(), cause);
        return Result.UNAVAILABLE;
    }
}
