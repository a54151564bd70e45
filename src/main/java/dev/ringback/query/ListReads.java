package dev.ringback.query;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.query.TwilioLists.PassedOn;
import dev.ringback.query.TwilioLists.TwilioPage;
import dev.ringback.twilio.rest.PageParameters;
import dev.ringback.twilio.rest.ResourceView;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a page of a list of the mirror. Where the caller wants it fresh, Twilio's page is read before and stored, and its rows are the answer, as the
 * mirror has them then; where the mirror cannot have it, because it ends before the mirror begins, Twilio's page itself is the answer. The settings allow
 * either.
 */
final class ListReads {
    private static final String STALE = "X-Ringback-Stale";

    /** Twilio does not have the filter or the order. */
    private static final String OWN_FILTER = "own-filter";

    /** Twilio's page is known only to whoever began with the first one. */
    private static final String UNKNOWN_PAGE = "unknown-page";

    private static final String BUSY = "twilio-busy";

    private final Answers answers;
    private final TwilioLists twilio;
    private final MirrorBeginning beginning;

    ListReads(Answers answers, TwilioLists twilio, MirrorBeginning beginning) {
        this.answers = answers;
        this.twilio = twilio;
        this.beginning = beginning;
    }

    /**
     * Reads rows from the mirror.
     *
     * @param page returns a page of them
     * @param row finds one by its SID, of a participant by that of its call, if it may be shown
     */
    record Rows<T>(Function<PageRequest, Page<T>> page, Function<String, Optional<T>> row) {}

    /** Answers with the page that a request asks for, now or after Twilio was asked. */
    <T extends Resource> CompletionStage<Handler> read(
            ApiRequest request, ResourceView<T> view, TwilioList list, Rows<T> rows) {
        CacheControl wanted = CacheControl.of(request.ctx());
        boolean passes = !wanted.onlyIfCached() && twilio.passes() && list.isTwilios(request.filters());
        if (passes && PageParameters.hasOthersToken(request.query())) {
            return pass(request, list, view, null, rows);
        }
        PageRequest page = request.page();
        if (passes && page.anchor() == null && list.endsBefore(beginning.of(request.accountSid()), request.filters())) {
            return pass(request, list, view, page, rows);
        }
        String token = PageParameters.twiliosToken(request.query());
        if ((wanted.maxAge() != null || token != null)
                && !wanted.onlyIfCached()
                && twilio.reads()
                && list.kind() != null) {
            return fresh(request, list, view, page, rows, token, wanted.maxAge());
        }
        return known(request, list, view, page, rows);
    }

    private <T extends Resource> CompletionStage<Handler> known(
            ApiRequest request, TwilioList list, ResourceView<T> view, PageRequest page, Rows<T> rows) {
        return CompletableFuture.completedFuture(ctx -> {
            answers.count(request);
            send(request, list, view, page, rows.page().apply(page), null);
        });
    }

    /** @param token Twilio's for the page; null for the first, and where it is not known */
    private <T extends Resource> CompletionStage<Handler> fresh(
            ApiRequest request,
            TwilioList list,
            ResourceView<T> view,
            PageRequest page,
            Rows<T> rows,
            @Nullable String token,
            @Nullable Duration maxAge) {
        boolean isTwilios = list.isTwilios(request.filters());
        if (!isTwilios || (page.anchor() != null && token == null)) {
            request.ctx().header(STALE, isTwilios ? UNKNOWN_PAGE : OWN_FILTER);
            return known(request, list, view, page, rows);
        }
        TwilioPage asked = list.inJson(request, page, token);
        Optional<TwilioLists.Read> last =
                maxAge == null || maxAge.isZero() ? Optional.empty() : twilio.lastRead(asked, maxAge);
        if (last.isPresent()) {
            return CompletableFuture.completedFuture(ctx -> {
                answers.count(request);
                shown(request, list, view, page, rows, last.get());
            });
        }
        return twilio.read(asked).thenApply(read -> ctx -> {
            if (read.reason().isEmpty()) {
                shown(request, list, view, page, rows, read);
            } else {
                ctx.header(STALE, read.reason());
                send(request, list, view, page, rows.page().apply(page), null);
            }
        });
    }

    /** Answers with the rows that Twilio showed, in its order, as the mirror knows them now. */
    private <T extends Resource> void shown(
            ApiRequest request,
            TwilioList list,
            ResourceView<T> view,
            PageRequest page,
            Rows<T> rows,
            TwilioLists.Read read) {
        List<T> items = read.sids().stream()
                .flatMap(sid -> rows.row().apply(sid).stream())
                .toList();
        String next = read.next() == null || read.sids().isEmpty()
                ? null
                : PageParameters.tokenAfter(read.sids().get(read.sids().size() - 1), read.next());
        send(request, list, view, page, new Page<>(items, false), next);
    }

    /** @param page that is asked for; null where only Twilio knows which */
    private <T extends Resource> CompletionStage<Handler> pass(
            ApiRequest request, TwilioList list, ResourceView<T> view, @Nullable PageRequest page, Rows<T> rows) {
        return twilio.pass(list.asItCame(request), answers.externalUrl(request.ctx()))
                .thenApply(passed -> ctx -> passedOn(ctx, request, list, view, page, rows, passed));
    }

    private <T extends Resource> void passedOn(
            Context ctx,
            ApiRequest request,
            TwilioList list,
            ResourceView<T> view,
            @Nullable PageRequest page,
            Rows<T> rows,
            PassedOn passed) {
        TwilioReads.Passed answer = passed.answer();
        Page<T> known = passed.reason().isEmpty() || page == null
                ? new Page<>(List.of(), false)
                : rows.page().apply(page);
        if (!known.items().isEmpty() && page != null) {
            ctx.header(STALE, passed.reason());
            send(request, list, view, page, known, null);
        } else if (answer != null) {
            PassHandler.answer(ctx, answer);
        } else {
            throw Unanswered.now(ctx, passed.reason().equals(BUSY), passed.retryAfter(), passed.reason());
        }
    }

    /** @param nextToken of the next page; null where the rows say it */
    private <T extends Resource> void send(
            ApiRequest request,
            TwilioList list,
            ResourceView<T> view,
            PageRequest wanted,
            Page<T> page,
            @Nullable String nextToken) {
        if (list.isMonitors()) {
            answers.metaList(request, view, wanted, page, nextToken);
        } else {
            answers.list(request, view, wanted, page, nextToken);
        }
    }
}
