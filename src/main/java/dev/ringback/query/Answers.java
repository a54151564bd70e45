package dev.ringback.query;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.twilio.rest.CsvFormat;
import dev.ringback.twilio.rest.Extension;
import dev.ringback.twilio.rest.Format;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.ListPage;
import dev.ringback.twilio.rest.ResourceView;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.twilio.rest.XmlFormat;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers with resources, in the format that the address asks for, and says in headers what Twilio would not: {@code X-Ringback-Source} how
 * the status reached us (of a list: every way, sorted); {@code Age} in whole seconds since we last heard of the resource, or Twilio has confirmed it (of a list:
 * since we heard of the one heard of last); {@code X-Ringback-Missing} the fields that are null because no callback carries them; {@code X-Ringback-Since} since when a list
 * has everything.
 */
public final class Answers {
    private static final String SOURCE = "X-Ringback-Source";
    private static final String AGE = "Age";
    private static final String MISSING = "X-Ringback-Missing";
    private static final String SINCE = "X-Ringback-Since";

    private static final Format XML = new XmlFormat();
    private static final Format CSV = new CsvFormat();

    private final Clock clock;
    private final ExternalUrl externalUrl;
    private final ReadCounter counter;
    private final MirrorBeginning beginning;

    /** @param counter is told of what is answered without asking Twilio */
    public Answers(Clock clock, ExternalUrl externalUrl, ReadCounter counter, MirrorBeginning beginning) {
        this.clock = clock;
        this.externalUrl = externalUrl;
        this.counter = counter;
        this.beginning = beginning;
    }

    /**
     * Answers with one resource.
     *
     * @throws TwilioException 404 when there is none
     */
    <T extends Resource> void resource(ApiRequest request, ResourceView<T> view, Optional<T> found) {
        resource(request, view, found, Provenance::of);
    }

    /**
     * Answers with one resource.
     *
     * @param confirmedAt when Twilio has last said what the mirror has; null where that is not known
     * @throws TwilioException 404 when there is none
     */
    <T extends Resource> void resource(
            ApiRequest request, ResourceView<T> view, Optional<T> found, @Nullable Instant confirmedAt) {
        resource(request, view, found, resource -> Provenance.of(resource).confirmed(confirmedAt));
    }

    /** Answers with one thing that is no row of the mirror. 404 when there is none. */
    <T> void resource(ApiRequest request, ResourceView<T> view, Optional<T> found, Function<T, Provenance> provenance) {
        count(request);
        one(request, view, found, provenance);
    }

    /**
     * Answers with one resource for which Twilio was asked before.
     *
     * @param confirmedAt when Twilio has last said what the mirror has; null where that is not known
     * @throws TwilioException 404 when there is none
     */
    <T extends Resource> void asked(
            ApiRequest request, ResourceView<T> view, Optional<T> found, @Nullable Instant confirmedAt) {
        one(request, view, found, resource -> Provenance.of(resource).confirmed(confirmedAt));
    }

    private <T> void one(
            ApiRequest request, ResourceView<T> view, Optional<T> found, Function<T, Provenance> provenance) {
        Context ctx = request.ctx();
        T resource = found.orElseThrow(() -> ApiRequest.notFound(ctx));
        describe(ctx, provenance.apply(resource), view, List.of(resource));
        Format format = format(ctx, Extension.of(ctx.path()));
        send(ctx, format, format.resource(view, resource));
    }

    /**
     * Answers with a page of a list, as the 2010-04-01 API does. The caller counts it.
     *
     * @param nextToken of the next page, whatever rows this one has; null where the rows say it
     */
    <T extends Resource> void list(
            ApiRequest request, ResourceView<T> view, PageRequest wanted, Page<T> page, @Nullable String nextToken) {
        list(request, view, wanted, page, Provenance.of(page.items()), nextToken);
    }

    /** Answers with a page of things that are no rows of the mirror. */
    <T> void list(ApiRequest request, ResourceView<T> view, PageRequest wanted, Page<T> page, Provenance provenance) {
        count(request);
        list(request, view, wanted, page, provenance, null);
    }

    private <T> void list(
            ApiRequest request,
            ResourceView<T> view,
            PageRequest wanted,
            Page<T> page,
            Provenance provenance,
            @Nullable String nextToken) {
        Context ctx = request.ctx();
        describe(ctx, provenance, view, page.items());
        if (!provenance.equals(Provenance.SETTINGS)) {
            ctx.header(SINCE, beginning.of(request.accountSid()).toString());
        }
        Extension extension = Extension.of(ctx.path());
        ListPage<T> listPage = ListPage.of(view, wanted, page, extension.shown(ctx.path()), request.query(), nextToken);
        if (extension == Extension.CSV && listPage.nextUri() != null) { // its lines have no room for it
            ctx.header("Link", '<' + listPage.nextUri() + ">; rel=\"next\"");
        }
        Format format = format(ctx, extension);
        send(ctx, format, format.list(listPage));
    }

    /**
     * Answers with a page of a list, as the v1 APIs do. The caller counts it.
     *
     * @param nextToken of the next page, whatever rows this one has; null where the rows say it
     */
    <T extends Resource> void metaList(
            ApiRequest request, ResourceView<T> view, PageRequest wanted, Page<T> page, @Nullable String nextToken) {
        Context ctx = request.ctx();
        describe(ctx, Provenance.of(page.items()), view, page.items());
        ctx.header(SINCE, beginning.of(request.accountSid()).toString());
        // Absolute and our own: SDKs ask for the next page at exactly this address, with credentials.
        String url = externalUrl.of(ctx) + ctx.path();
        JsonFormat json = json(ctx);
        send(ctx, json, json.metaList(ListPage.of(view, wanted, page, url, request.query(), nextToken)));
    }

    /** Counts a read that is answered without asking Twilio. */
    void count(ApiRequest request) {
        counter.answered(request.accountSid(), Caller.of(request.ctx()).credential());
    }

    /** Returns the scheme and host by which a client reaches the API door. */
    String externalUrl(Context ctx) {
        return externalUrl.of(ctx);
    }

    private <T> void describe(Context ctx, Provenance provenance, ResourceView<T> view, Collection<T> resources) {
        if (!provenance.sources().isEmpty()) {
            ctx.header(SOURCE, provenance.sources());
        }
        Instant lastReceivedAt = provenance.lastReceivedAt();
        if (lastReceivedAt != null) {
            long seconds = Duration.between(lastReceivedAt, clock.instant()).toSeconds();
            ctx.header(AGE, Long.toString(Math.max(0, seconds)));
        }
        List<String> missing = view.missing(resources);
        if (!missing.isEmpty()) {
            ctx.header(MISSING, String.join(",", missing));
        }
    }

    private Format format(Context ctx, Extension extension) {
        return switch (extension) {
            case JSON -> json(ctx);
            case XML, NONE -> XML;
            case CSV -> CSV;
        };
    }

    private JsonFormat json(Context ctx) {
        return new JsonFormat(externalUrl.of(ctx));
    }

    private static void send(Context ctx, Format format, byte[] body) {
        ctx.contentType(format.contentType());
        EntityTag.of(body).answer(ctx, body);
    }
}
