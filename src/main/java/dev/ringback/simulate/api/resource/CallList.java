package dev.ringback.simulate.api.resource;

import dev.ringback.model.Call;
import dev.ringback.model.TimeRange;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.CallViews;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.ResourceView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The list of calls, by {@code To}, {@code From}, {@code ParentCallSid}, {@code Status}, {@code StartTime} and {@code EndTime}. */
final class CallList {
    /** How one looks, alone and in a list. */
    static final ResourceView<Held<Call>> VIEW = CallViews.CALL
            .<Held<Call>>over(Held::resource)
            .withText("queue_time", held -> "0")
            .withText("price", Held::price)
            .withText("price_unit", Held::priceUnit);

    private final World world;
    private final Lists lists;

    CallList(World world) {
        this.world = world;
        this.lists = new Lists(world);
    }

    Answer answer(ApiRequest request) {
        FilterParameters filters = new FilterParameters(request.query());
        String to = filters.address("To");
        String from = filters.address("From");
        String parent = filters.text("ParentCallSid");
        String status = filters.oneOf("Status", CallViews.STATUSES);
        TimeRange started = filters.times("StartTime");
        TimeRange ended = filters.times("EndTime");
        return lists.list(request, world.shelves().calls(), VIEW, held -> {
            Call call = held.resource();
            return equal(to, call.to())
                    && equal(from, call.from())
                    && equal(parent, call.parentCallSid())
                    && equal(status, CallViews.status(call))
                    && Ranges.contains(started, start(call))
                    && Ranges.contains(ended, call.endedAt());
        });
    }

    /** As it is shown: for a call that nobody answered its creation stands. */
    private static @Nullable Instant start(Call call) {
        Instant answered = call.startTime();
        return answered == null && !"queued".equals(CallViews.status(call)) ? call.dateCreated() : answered;
    }

    private static boolean equal(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }
}
