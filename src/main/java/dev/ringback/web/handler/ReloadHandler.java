package dev.ringback.web.handler;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.Actor;
import dev.ringback.model.ReloadReport;
import dev.ringback.query.Caller;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.function.Function;

/**
 * {@code POST /ringback/v1/reload}: reads the settings again, and answers with what has changed. 409 with all problems when they are wrong, 503
 * while the server starts or stops; then nothing has changed. For callers only whose credentials open every account.
 */
public final class ReloadHandler implements Handler {
    public static final String PATH = "/ringback/v1/reload";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<Actor, ReloadReport> reload;

    /** @param reload reads the settings again, as somebody asks for, and writes that down */
    public ReloadHandler(Function<Actor, ReloadReport> reload) {
        this.reload = reload;
    }

    @Override
    public void handle(Context ctx) {
        Caller caller = Caller.of(ctx);
        caller.needsEverything();
        ReloadReport report = reload.apply(caller.actor());
        ObjectNode answer = JSON.createObjectNode();
        switch (report.outcome()) {
            case APPLIED -> {
                list(answer, "changes", report.changes());
                list(answer, "needs_restart", report.restart());
            }
            case WRONG -> {
                ctx.status(TwilioError.CONFLICT.status());
                answer.put("code", TwilioError.CONFLICT.code())
                        .put("message", "The settings are wrong, and nothing has changed")
                        .put("more_info", TwilioError.CONFLICT.moreInfo())
                        .put("status", TwilioError.CONFLICT.status());
                list(answer, "problems", report.problems());
            }
            case UNAVAILABLE ->
                throw new TwilioException(
                        TwilioError.UNAVAILABLE, "Nothing has changed: " + String.join("; ", report.problems()));
        }
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(answer + "\n");
    }

    private static void list(ObjectNode answer, String name, List<String> texts) {
        texts.forEach(answer.putArray(name)::add);
    }
}
