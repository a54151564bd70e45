package dev.ringback.query;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.ListPage;
import dev.ringback.twilio.rest.ResourceView;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers with resources, and says in headers how old and from where they are: {@code Age} in whole seconds since we last heard of the
 * resource (of a list: of the one heard of last), {@code X-Ringback-Source} how its status reached us (of a list: every way, sorted).
 */
public final class Answers {
    private static final String SOURCE = "X-Ringback-Source";
    private static final String AGE = "Age";

    private final Clock clock;
    private final ExternalUrl externalUrl;

    public Answers(Clock clock, ExternalUrl externalUrl) {
        this.clock = clock;
        this.externalUrl = externalUrl;
    }

    /**
     * Answers with one resource.
     *
     * @throws TwilioException 404 when there is none
     */
    <T extends Resource> void resource(ApiRequest request, ResourceView<T> view, Optional<T> found) {
        Context ctx = request.ctx();
        T resource = found.orElseThrow(() -> notFound(ctx));
        ctx.header(SOURCE, resource.progress().source().value());
        age(ctx, resource.lastReceivedAt());
        send(ctx, format(ctx).resource(view, resource));
    }

    /** Answers with a page of a list, as the 2010-04-01 API does. */
    <T extends Resource> void list(ApiRequest request, ResourceView<T> view, PageRequest wanted, Page<T> page) {
        Context ctx = request.ctx();
        origin(ctx, page.items());
        send(ctx, format(ctx).list(ListPage.of(view, wanted, page, ctx.path(), request.query())));
    }

    /** Answers with a page of a list, as the v1 APIs do. */
    <T extends Resource> void metaList(ApiRequest request, ResourceView<T> view, PageRequest wanted, Page<T> page) {
        Context ctx = request.ctx();
        origin(ctx, page.items());
        // Absolute and our own: SDKs ask for the next page at exactly this address, with credentials.
        String url = externalUrl.of(ctx) + ctx.path();
        send(ctx, format(ctx).metaList(ListPage.of(view, wanted, page, url, request.query())));
    }

    /** The 404 of a request. Of the v1 APIs Twilio shows the path without its version. */
    static TwilioException notFound(Context ctx) {
        String path = ctx.path();
        return TwilioException.notFound(path.startsWith("/v1/") ? path.substring("/v1".length()) : path);
    }

    private void origin(Context ctx, List<? extends Resource> resources) {
        if (resources.isEmpty()) {
            return;
        }
        ctx.header(
                SOURCE,
                resources.stream()
                        .map(resource -> resource.progress().source().value())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(",")));
        resources.stream()
                .map(Resource::lastReceivedAt)
                .max(Instant::compareTo)
                .ifPresent(youngest -> age(ctx, youngest));
    }

    private void age(Context ctx, Instant lastReceivedAt) {
        long seconds = Duration.between(lastReceivedAt, clock.instant()).toSeconds();
        ctx.header(AGE, Long.toString(Math.max(0, seconds)));
    }

    private JsonFormat format(Context ctx) {
        return new JsonFormat(externalUrl.of(ctx));
    }

    private static void send(Context ctx, byte[] json) {
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(json);
    }
}
