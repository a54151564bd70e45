package dev.ringback.query;

import dev.ringback.model.Delivery;
import dev.ringback.model.Page;
import dev.ringback.model.Parameters;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.twilio.Digits;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.PageParameters;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ringback/v1/deliveries}: what is to be sent and was sent, newest first, with every attempt. {@code Receiver} and {@code State}
 * limit the list; pages go by id: {@code PageSize} deliveries before the one that {@code Before} names. For callers only whose credentials
 * open every account: a receiver hears of all of them.
 */
public final class DeliveryHandler {
    private static final String BEFORE = "Before";
    private static final String RECEIVER = "Receiver";
    private static final String STATE = "State";

    /** Lists deliveries, each with all its attempts. */
    private static final int MAX_PAGE_SIZE = 100;

    /** Below 10^18 every number of digits fits a long. */
    private static final int MAX_DIGITS = 18;

    private final DeliveryStore deliveries;

    public DeliveryHandler(DeliveryStore deliveries) {
        this.deliveries = deliveries;
    }

    public void list(Context ctx) {
        Caller.of(ctx).needsEverything();
        Parameters query = QueryString.parameters(ctx);
        int size = Math.min(PageParameters.size(query), MAX_PAGE_SIZE);
        long before = ApiRequest.id(query, BEFORE, Long.MAX_VALUE);
        String receiver = query.text(RECEIVER);
        String state = query.text(STATE);
        Page<Delivery> page = deliveries.newestFirst(new DeliveryStore.Filter(receiver, state(state)), before, size);
        List<Delivery> items = page.items();
        String next = page.hasNext()
                ? ctx.path() + "?" + next(size, items.get(items.size() - 1).id(), receiver, state)
                : null;
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(json(items).list(items, next));
    }

    /** 404 when there is none of that id. */
    public void fetch(Context ctx) {
        Caller.of(ctx).needsEverything();
        Delivery delivery = deliveries.find(id(ctx)).orElseThrow(() -> ApiRequest.notFound(ctx));
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(json(List.of(delivery)).one(delivery));
    }

    /**
     * The number of a row that the path names as {@code id}.
     *
     * @throws TwilioException 404 when it is none
     */
    public static long id(Context ctx) {
        String id = ctx.pathParam("id");
        if (id.length() > MAX_DIGITS || !Digits.only(id)) {
            throw ApiRequest.notFound(ctx);
        }
        return Long.parseLong(id);
    }

    private DeliveryJson json(List<Delivery> items) {
        return new DeliveryJson(
                deliveries.attempts(items.stream().map(Delivery::id).toList()));
    }

    private static Delivery.@Nullable State state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Delivery.State.of(text)
                .orElseThrow(() -> TwilioException.invalidParameter(STATE, text, "one of pending, delivered, dead"));
    }

    private static String next(int size, long before, @Nullable String receiver, @Nullable String state) {
        List<Parameters.Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameters.Parameter(PageParameters.SIZE, String.valueOf(size)));
        if (receiver != null) {
            parameters.add(new Parameters.Parameter(RECEIVER, receiver));
        }
        if (state != null) {
            parameters.add(new Parameters.Parameter(STATE, state));
        }
        parameters.add(new Parameters.Parameter(BEFORE, String.valueOf(before)));
        return FormEncoder.body(new Parameters(parameters));
    }
}
