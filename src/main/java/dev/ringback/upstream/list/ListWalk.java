package dev.ringback.upstream.list;

import dev.ringback.model.Entry;
import dev.ringback.model.Resource;
import dev.ringback.twilio.callback.AnswerPage;
import dev.ringback.twilio.callback.AnswerReader;
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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    /** So many rows are stored at once: who waits for the database meanwhile waits no longer than for other events. */
    private static final int CHUNK = 100;

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
        seen.add(place(path));
        Rows rows = new Rows(now, answer);
        page.rows().forEach(rows::add);
        String link = page.next();
        String following = link == null ? null : following(now, link);
        return store(rows.wanted, 0)
                .thenApply(done -> new ListPage(
                        page.rows().size(),
                        rows.wanted.size(),
                        rows.refused,
                        rows.tooOld,
                        rows.oldest,
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
            String path = now.options().hosts().path(query.product(), link);
            if (!list(path).equals(query.list())) {
                throw new UnsafeAnswerException("a link of a page leads to another list");
            }
            if (seen.contains(place(path))) {
                throw new UnsafeAnswerException("a link of a page leads to a page that was read already");
            }
            return path;
        } catch (UnsafeAnswerException unsafe) {
            now.refusedAnswers().add(query.accountSid(), purpose, String.valueOf(unsafe.getMessage()));
            return null;
        }
    }

    private static String list(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** Names a page of the list, of whatever size and however its address is spelled. */
    private static Set<String> place(String path) {
        Set<String> parameters = new HashSet<>();
        for (String parameter : path.substring(path.indexOf('?') + 1).split("&", -1)) {
            if (!parameter.startsWith("PageSize=") && !parameter.equals("Page=0")) {
                parameters.add(decoded(parameter));
            }
        }
        return parameters;
    }

    private static String decoded(String parameter) {
        try {
            return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return parameter;
        }
    }

    private CompletableFuture<Void> store(List<Entry> entries, int from) {
        if (from >= entries.size()) {
            return CompletableFuture.completedFuture(null);
        }
        int until = Math.min(from + CHUNK, entries.size());
        return sink.store(List.copyOf(entries.subList(from, until))).thenCompose(done -> store(entries, until));
    }

    private ListException told(Upstream now, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        ListException told;
        if (cause instanceof ListException known) {
            told = known;
        } else if (cause instanceof UpstreamException known) {
            told = new ListException(
                    switch (known.reason()) {
                        case BUSY, UNAVAILABLE, UNKNOWN -> Reason.LATER;
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

    /** Collects the rows of a page. */
    private final class Rows {
        private final Upstream now;
        private final Inquiry inquiry;
        private final List<Entry> wanted = new ArrayList<>();
        private int refused;
        private int tooOld;
        private @Nullable Instant oldest;

        Rows(Upstream now, UpstreamAnswer answer) {
            this.now = now;
            this.inquiry = new Inquiry(query.accountSid(), "GET", query.list(), answer.askedAt(), answer.receivedAt());
        }

        void add(String json) {
            Entry entry;
            try {
                entry = AnswerReader.resource(inquiry, query.kind(), null, json);
            } catch (UnexpectedAnswerException unexpected) {
                refused++;
                now.refusedAnswers().add(query.accountSid(), purpose, String.valueOf(unexpected.getMessage()));
                return;
            }
            boolean old = keptSince != null && !entry.resources().isEmpty();
            for (Resource resource : entry.resources()) {
                Instant created = resource.dateCreated();
                oldest = oldest == null || created.isBefore(oldest) ? created : oldest;
                old = old && resource.dateUpdated().isBefore(keptSince) && created.isBefore(keptSince);
            }
            if (old) {
                tooOld++;
            } else {
                wanted.add(entry);
            }
        }
    }
}
