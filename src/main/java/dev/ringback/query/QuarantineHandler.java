package dev.ringback.query;

import dev.ringback.model.Page;
import dev.ringback.model.Parameters;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.twilio.callback.QuarantineReview;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.PageParameters;
import io.javalin.http.Context;
import java.util.List;

/**
 * {@code /ringback/v1/quarantine}: the requests that could not be proved, newest first, why, and what the settings of now say to each.
 * Pages go by id: {@code PageSize} requests before the one that {@code Before} names. Parameters and body are not shown: they may be
 * anybody's words.
 */
public final class QuarantineHandler {
    private static final String BEFORE = "Before";
    /** Lists the requests in quarantine. Each is verified again, and searched for what would fit. */
    private static final int MAX_PAGE_SIZE = 100;

    private final QuarantineStore quarantine;
    private final QuarantineReview review;

    public QuarantineHandler(QuarantineStore quarantine, QuarantineReview review) {
        this.quarantine = quarantine;
        this.review = review;
    }

    public void list(Context ctx) {
        Parameters query = QueryString.parameters(ctx);
        int size = Math.min(PageParameters.size(query), MAX_PAGE_SIZE);
        long before = ApiRequest.id(query, BEFORE, Long.MAX_VALUE);
        Page<QuarantinedRequest> page = quarantine.newestFirst(Caller.of(ctx).scope(), before, size);
        List<QuarantinedRequest> items = page.items();
        String next = page.hasNext()
                ? ctx.path() + "?PageSize=" + size + '&' + BEFORE + '='
                        + items.get(items.size() - 1).id()
                : null;
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(QuarantineJson.write(items, review, next));
    }
}
