package dev.ringback.query;

import dev.ringback.model.JournaledWrite;
import dev.ringback.model.Page;
import dev.ringback.model.Parameters;
import dev.ringback.model.WriteFate;
import dev.ringback.storage.WriteJournal;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.PageParameters;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ringback/v1/unknown-writes}: writes of which nobody knew whether Twilio had done them, and what became of them, newest first. {@code State}
 * limits the list; pages go by id: {@code PageSize} writes before the one that {@code BeforeId} names.
 */
public final class UnknownWriteHandler {
    private static final String STATE = "State";
    private static final List<String> FILTERS = List.of(STATE);
    private static final List<String> STATES =
            List.of(WriteFate.UNKNOWN.value(), WriteFate.CREATED.value(), WriteFate.NOT_SEEN.value());

    private final WriteJournal journal;

    public UnknownWriteHandler(WriteJournal journal) {
        this.journal = journal;
    }

    public void list(Context ctx) {
        Caller caller = Caller.of(ctx);
        Parameters query = QueryString.parameters(ctx);
        int size = PageParameters.size(query);
        Page<JournaledWrite> page = journal.newestFirst(
                caller.scope(),
                fate(new FilterParameters(query).oneOf(STATE, STATES)),
                ApiRequest.id(query, NextPage.BEFORE_ID, Long.MAX_VALUE),
                size);
        List<JournaledWrite> writes = page.items();
        String next = page.hasNext()
                ? NextPage.uri(
                        ctx, query, FILTERS, size, writes.get(writes.size() - 1).id())
                : null;
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(UnknownWriteJson.list(writes, next));
    }

    private static @Nullable WriteFate fate(@Nullable String state) {
        return state == null ? null : WriteFate.of(state).orElse(null);
    }
}
