package dev.ringback.query;

import dev.ringback.model.Job;
import dev.ringback.model.Parameters;
import dev.ringback.storage.JobStore;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.PageParameters;
import io.javalin.http.Context;
import java.util.List;

/**
 * {@code /ringback/v1/jobs}: long work and how far it has come, newest first. Pages go by id: {@code PageSize} jobs before the one that
 * {@code BeforeId} names. For callers only whose credentials open every account: jobs are about all of them.
 */
public final class JobHandler {

    private final JobStore jobs;

    public JobHandler(JobStore jobs) {
        this.jobs = jobs;
    }

    public void list(Context ctx) {
        Caller.of(ctx).needsEverything();
        Parameters query = QueryString.parameters(ctx);
        int size = PageParameters.size(query);
        List<Job> found = jobs.newestFirst(ApiRequest.id(query, NextPage.BEFORE_ID, Long.MAX_VALUE), size + 1);
        List<Job> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size
                ? NextPage.uri(ctx, query, List.of(), size, page.get(size - 1).id())
                : null;
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(JobJson.list(page, next));
    }

    /** 404 when there is none of that id. */
    public void fetch(Context ctx) {
        Caller.of(ctx).needsEverything();
        Job job = jobs.find(DeliveryHandler.id(ctx)).orElseThrow(() -> ApiRequest.notFound(ctx));
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(JobJson.one(job));
    }
}
