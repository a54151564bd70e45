package dev.ringback.upstream.list;

import dev.ringback.concurrent.FailedStage;
import dev.ringback.twilio.callback.AnswerPage;
import dev.ringback.twilio.callback.Inquiry;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.UnsafeAnswerException;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamRequest;
import dev.ringback.upstream.list.ListException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of Twilio page by page, the newest rows first, and stores them. It follows the links of the pages, and only to pages of the same
 * list at Twilio that it has not seen. Used by one thread at a time; none waits in it.
 */
public final class ListWalk {
    private static final int LEAST_PAGE_SIZE = 50;

    /** Nobody waits for the answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Pattern PAGE_SIZE = Pattern.compile("(?<=[?&]PageSize=)\\d+");

    private final Supplier<Optional<Upstream>> upstream;
    private final AnswerSink sink;
    private final ListQuery query;
    private final Purpose purpose;
    private final @Nullable Instant keptSince;
    private final Set<Set<String>> seen = new HashSet<>();
    private int pageSize = ListQuery.MAX_PAGE_SIZE;
    private @Nullable String next;
    private int requests;

    ListWalk(
            Supplier<Optional<Upstream>> upstream,
            AnswerSink sink,
            ListQuery query,
            Purpose purpose,
            @Nullable Instant keptSince,
            @Nullable String from) {
        this.upstream = upstream;
        this.sink = sink;
        this.query = query;
        this.purpose = purpose;
        this.keptSince = keptSince;
        this.next = from == null ? query.path(pageSize) : from;
    }

    /** Tells whether there is a page that was not read yet. */
    public boolean hasNext() {
        return next != null;
    }

    /**
     * Reads the next page.
     *
     * @return completes when its rows are on disk; with a {@link ListException} where there is no page, and then may be called again for the same
     * @throws IllegalStateException when there is none
     */
    public CompletableFuture<ListPage> next() {
        String path = next;
        if (path == null) {
            throw new IllegalStateException("the list is at its end");
        }
        Upstream now = upstream.get().orElse(null);
        if (now == null) {
            return CompletableFuture.failedFuture(
                    new ListException(Reason.CREDENTIALS, "the settings do not let Ringback call Twilio"));
        }
        requests = 0;
        return read(now, path).handle((page, failure) -> {
            if (failure != null) {
                throw new CompletionException(told(now, failure));
            }
            next = page.next();
            return page;
        });
    }

    private CompletableFuture<ListPage> read(Upstream now, String path) {
        requests++;
        String sized = PAGE_SIZE.matcher(path).replaceAll(Integer.toString(pageSize));
        return now.twilio()
                .send(UpstreamRequest.get(query.accountSid(), purpose, query.product(), sized, PATIENCE))
                .thenCompose(answer -> {
                    if (answer.status() == 500 && pageSize / 2 >= LEAST_PAGE_SIZE) {
                        pageSize /= 2;
                        return read(now, path);
                    }
                    return stored(now, path, answer);
                });
    }

    private CompletableFuture<ListPage> stored(Upstream now, String path, UpstreamAnswer answer) {
        if (!answer.isSuccess()) {
            return CompletableFuture.failedFuture(refusal(answer));
        }
        AnswerPage page;
        try {
            page = AnswerPage.read(query.kind(), answer.text());
        } catch (UnexpectedAnswerException unexpected) {
            return CompletableFuture.failedFuture(
                    new ListException(Reason.ANSWER, String.valueOf(unexpected.getMessage())));
        }
        seen.add(PageLinks.place(path));
        PageRows rows = new PageRows(
                query.kind(),
                new Inquiry(query.accountSid(), "GET", query.list(), answer.askedAt(), answer.receivedAt()),
                purpose,
                now.refusedAnswers(),
                keptSince);
        page.rows().forEach(rows::add);
        String link = page.next();
        String following = link == null ? null : following(now, link);
        return rows.store(sink)
                .thenApply(done -> new ListPage(
                        page.rows().size(),
                        rows.wanted(),
                        rows.refused(),
                        rows.tooOld(),
                        rows.oldest(),
                        following,
                        link != null && following == null,
                        requests));
    }

    private ListException refusal(UpstreamAnswer answer) {
        int status = answer.status();
        Reason reason = switch (status) {
            case 401, 403 -> Reason.CREDENTIALS;
            case 408, 429 -> Reason.LATER;
            default -> status >= 500 ? Reason.LATER : status >= 400 ? Reason.REQUEST : Reason.ANSWER;
        };
        return new ListException(
                reason,
                "Twilio answers " + status + " to a page of " + query.kind().listKey());
    }

    /** Returns where a link leads; null where it may not be followed. */
    private @Nullable String following(Upstream now, String link) {
        try {
            String path = PageLinks.path(now.options().hosts(), query.product(), query.list(), link);
            if (seen.contains(PageLinks.place(path))) {
                throw new UnsafeAnswerException("a link of a page leads to a page that was read already");
            }
            return path;
        } catch (UnsafeAnswerException unsafe) {
            now.refusedAnswers().add(query.accountSid(), purpose, String.valueOf(unsafe.getMessage()));
            return null;
        }
    }

    private ListException told(Upstream now, Throwable failure) {
        Throwable cause = FailedStage.cause(failure);
        ListException told;
        if (cause instanceof ListException known) {
            told = known;
        } else if (cause instanceof UpstreamException known) {
            told = new ListException(
                    switch (known.reason()) {
                        case BUSY, UNAVAILABLE, UNKNOWN, NOT_TAKEN -> Reason.LATER;
                        case REFUSED -> Reason.CREDENTIALS;
                        case UNSAFE -> Reason.ANSWER;
                    },
                    String.valueOf(known.getMessage()));
        } else {
            told = new ListException(Reason.LATER, "rows could not be stored: " + cause.getMessage());
        }
        if (told.reason() == Reason.ANSWER) {
            now.refusedAnswers().add(query.accountSid(), purpose, String.valueOf(told.getMessage()));
        }
        return told;
    }
}
