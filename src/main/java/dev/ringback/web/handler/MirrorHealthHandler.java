package dev.ringback.web.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.model.Downtime;
import dev.ringback.query.Caller;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.upstream.ApiCondition;
import dev.ringback.upstream.RefusedCredentials;
import dev.ringback.upstream.doubt.MirrorHealth;
import dev.ringback.upstream.doubt.MirrorHealth.Count;
import dev.ringback.upstream.doubt.MirrorHealth.GapCount;
import dev.ringback.upstream.doubt.MirrorHealth.WriteCount;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code /ringback/v1/health/mirror}: what of the mirror is in doubt, of the accounts that the caller's credentials open. */
public final class MirrorHealthHandler implements Handler {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final MirrorHealth health;
    private final ApiCondition api;
    private final Supplier<List<RefusedCredentials.Refusal>> refused;

    /**
     * Shows what is known to these.
     *
     * @param api of Twilio, as its status page says: while it is degraded, repair and backfill wait
     * @param refused names all accounts for which nothing is asked of Twilio, because it refuses their credentials
     */
    public MirrorHealthHandler(
            MirrorHealth health, ApiCondition api, Supplier<List<RefusedCredentials.Refusal>> refused) {
        this.health = health;
        this.api = api;
        this.refused = refused;
    }

    private record View(
            long inDoubt,
            boolean apiDegraded,
            List<RefusalView> credentialsRefused,
            List<OpenView> open,
            List<GapView> sequenceGaps,
            List<WritesView> unknownWrites,
            List<DowntimeView> downtimes) {
        static View of(MirrorHealth.Report report, boolean apiDegraded, List<RefusalView> refused) {
            return new View(
                    report.inDoubt(),
                    apiDegraded,
                    refused,
                    report.open().stream().map(OpenView::of).toList(),
                    report.gaps().stream().map(GapView::of).toList(),
                    report.unknownWrites().stream().map(WritesView::of).toList(),
                    report.downtimes().stream().map(DowntimeView::of).toList());
        }
    }

    private record RefusalView(String accountSid, String until) {
        static RefusalView of(RefusedCredentials.Refusal refusal) {
            return new RefusalView(refusal.accountSid(), refusal.until().toString());
        }
    }

    private record OpenView(String accountSid, String kind, String status, long count, String after) {
        static OpenView of(Count count) {
            return new OpenView(
                    count.accountSid(),
                    count.state().kind().name().toLowerCase(Locale.ROOT),
                    count.state().status(),
                    count.number(),
                    count.state().most().toString());
        }
    }

    private record GapView(String accountSid, String kind, long count, String after) {
        static GapView of(GapCount count) {
            return new GapView(
                    count.accountSid(),
                    count.gap().kind().name().toLowerCase(Locale.ROOT),
                    count.number(),
                    count.gap().most().toString());
        }
    }

    private record WritesView(String accountSid, long count) {
        static WritesView of(WriteCount count) {
            return new WritesView(count.accountSid(), count.number());
        }
    }

    private record DowntimeView(String reason, String beganAt, String endedAt) {
        static DowntimeView of(Downtime downtime) {
            return new DowntimeView(
                    downtime.reason().value(),
                    downtime.beganAt().toString(),
                    downtime.endedAt().toString());
        }
    }

    @Override
    public void handle(Context ctx) {
        Collection<String> accountSids = Caller.of(ctx).accountSids();
        MirrorHealth.Report report = health.report(accountSids);
        List<RefusalView> refusals = refused.get().stream()
                .filter(refusal -> accountSids.contains(refusal.accountSid()))
                .map(RefusalView::of)
                .toList();
        try {
            ctx.contentType(JsonFormat.CONTENT_TYPE)
                    .result(JSON.writeValueAsBytes(View.of(report, api.isDegraded(), refusals)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }
}
