package dev.ringback.query;

import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.EventHistory;
import dev.ringback.storage.EventHistory.Stretch;
import dev.ringback.storage.EventQuery;
import dev.ringback.twilio.Address;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.PageParameters;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ringback/v1/events}: every event of the log, newest first, also those that name no resource and stand on no timeline. {@code
 * Kind}, {@code Account}, {@code From}, {@code To}, {@code Since} and {@code Before} limit the list; pages go by id: {@code PageSize}
 * events before the one that {@code BeforeId} names. With a filter a page may be short or empty and still have a next one, see {@link
 * EventHistory}.
 */
public final class EventHandler {
    private static final String SINCE = "Since";
    private static final String BEFORE = "Before";
    private static final String KIND = "Kind";
    private static final String ACCOUNT = "Account";
    private static final String FROM = "From";
    private static final String TO = "To";
    private static final List<String> FILTERS = List.of(KIND, ACCOUNT, FROM, TO, SINCE, BEFORE);

    private static final List<String> KINDS =
            Stream.of(EventKind.values()).map(EventKind::value).toList();

    private final EventHistory history;

    public EventHandler(EventHistory history) {
        this.history = history;
    }

    public void list(Context ctx) {
        Caller caller = Caller.of(ctx);
        Parameters query = QueryString.parameters(ctx);
        FilterParameters filters = new FilterParameters(query);
        int size = PageParameters.size(query);
        AddressFilter correspondents = new AddressFilter(address(filters, FROM), address(filters, TO));
        EventQuery wanted = new EventQuery(
                scope(caller, filters),
                kind(filters),
                correspondents.digits(),
                filters.sinceAndBefore(SINCE, BEFORE),
                ApiRequest.id(query, NextPage.BEFORE_ID, Long.MAX_VALUE),
                size);
        Stretch found = history.newestFirst(wanted, correspondents);
        Long nextBefore = found.nextBefore();
        String next = nextBefore == null ? null : NextPage.uri(ctx, query, FILTERS, size, nextBefore);
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(EventListJson.write(found.events(), next));
    }

    private static AccountScope scope(Caller caller, FilterParameters filters) {
        String account = filters.sid(ACCOUNT, "AC");
        return account == null ? caller.scope() : caller.scope(account);
    }

    private static @Nullable EventKind kind(FilterParameters filters) {
        String kind = filters.oneOf(KIND, KINDS);
        return kind == null ? null : EventKind.of(kind).orElseThrow();
    }

    private static @Nullable Address address(FilterParameters filters, String name) {
        String text = filters.text(name);
        if (text == null) {
            return null;
        }
        Address address = Address.of(text);
        if (address.isEmpty()) {
            throw TwilioException.invalidParameter(name, text, "a number or another address");
        }
        return address;
    }
}
