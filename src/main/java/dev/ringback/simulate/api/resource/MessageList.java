package dev.ringback.simulate.api.resource;

import dev.ringback.model.Message;
import dev.ringback.model.TimeRange;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.MessageViews;
import dev.ringback.twilio.rest.ResourceView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The list of messages, by {@code To}, {@code From} and {@code DateSent}. It reaches back 400 days: a {@code DateSent} beyond is answered 400
 * with code 20004 (airbyte issue 10418).
 */
final class MessageList {
    private static final Duration REACH = Duration.ofDays(400);

    /** How one looks, alone and in a list. */
    static final ResourceView<Held<Message>> VIEW = MessageViews.MESSAGE
            .<Held<Message>>over(Held::resource)
            .withText("price", Held::price)
            .withText("price_unit", Held::priceUnit);

    private final World world;
    private final Lists lists;

    MessageList(World world) {
        this.world = world;
        this.lists = new Lists(world);
    }

    Answer answer(ApiRequest request) {
        FilterParameters filters = new FilterParameters(request.query());
        String to = filters.address("To");
        String from = filters.address("From");
        TimeRange sent = filters.times("DateSent");
        Instant oldest = world.now().minus(REACH);
        if (isBefore(sent.from(), oldest) || isBefore(sent.until(), oldest)) {
            throw ApiError.badRequest(20004, "DateSent cannot be older than 400 days.");
        }
        return lists.list(request, world.shelves().messages(), VIEW, held -> {
            Message message = held.resource();
            return message.dateCreated().isAfter(oldest)
                    && (to == null || to.equals(message.to()))
                    && (from == null || from.equals(message.from()))
                    && Ranges.contains(sent, message.dateSent());
        });
    }

    private static boolean isBefore(@Nullable Instant bound, Instant oldest) {
        return bound != null && bound.isBefore(oldest);
    }
}
