package dev.ringback.query;

import dev.ringback.model.Action;
import dev.ringback.model.AuditRecord;
import dev.ringback.model.Page;
import dev.ringback.model.Parameters;
import dev.ringback.storage.AuditStore;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.PageParameters;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code /ringback/v1/audit}: who has done what, newest first. {@code Action}, {@code Since} and {@code Before} limit the list; pages go by
 * id: {@code PageSize} records before the one that {@code BeforeId} names. For callers only whose credentials open every account: actions
 * are about all of them.
 */
public final class AuditHandler {
    private static final String ACTION = "Action";
    private static final String SINCE = "Since";
    private static final String BEFORE = "Before";

    private static final List<String> FILTERS = List.of(ACTION, SINCE, BEFORE);

    private static final List<String> ACTIONS =
            Stream.of(Action.values()).map(Action::value).toList();

    private final AuditStore audit;

    public AuditHandler(AuditStore audit) {
        this.audit = audit;
    }

    public void list(Context ctx) {
        Caller.of(ctx).needsEverything();
        Parameters query = QueryString.parameters(ctx);
        FilterParameters filters = new FilterParameters(query);
        int size = PageParameters.size(query);
        AuditStore.Filter filter =
                new AuditStore.Filter(filters.oneOf(ACTION, ACTIONS), filters.sinceAndBefore(SINCE, BEFORE));
        Page<AuditRecord> page =
                audit.newestFirst(filter, ApiRequest.id(query, NextPage.BEFORE_ID, Long.MAX_VALUE), size);
        List<AuditRecord> items = page.items();
        String next = page.hasNext()
                ? NextPage.uri(
                        ctx, query, FILTERS, size, items.get(items.size() - 1).id())
                : null;
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(AuditJson.write(items, next));
    }
}
