package dev.ringback.query;

import static dev.ringback.model.StatsDimension.ACCOUNT;
import static dev.ringback.model.StatsDimension.CARRIER;
import static dev.ringback.model.StatsDimension.COUNTRY;
import static dev.ringback.model.StatsDimension.DAY;
import static dev.ringback.model.StatsDimension.ERROR_CODE;
import static dev.ringback.model.StatsDimension.HOUR;
import static dev.ringback.model.StatsDimension.SENDER;
import static dev.ringback.model.StatsDimension.SERVICE;
import static dev.ringback.model.StatsDimension.STATUS;

import dev.ringback.model.StatsDimension;
import dev.ringback.model.StatsQuery;
import dev.ringback.model.StatsSpan;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.DeliveryStats;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /ringback/v1/stats}: what became of messages, and which events have come lately. */
public final class StatsHandler {
    private static final List<StatsDimension> DIMENSIONS =
            List.of(HOUR, DAY, ACCOUNT, SENDER, SERVICE, COUNTRY, CARRIER, ERROR_CODE, STATUS);

    private static final Duration USUAL = Duration.ofDays(1);

    /** Longer ones are shown by days, unless something else is asked for. */
    private static final Duration MOST_BY_HOUR_UNASKED = Duration.ofDays(3);

    private static final Duration MOST_BY_HOUR = Duration.ofDays(100);
    private static final Duration MOST = Duration.ofDays(3_660);

    private final DeliveryStats stats;
    private final Clock clock;

    public StatsHandler(DeliveryStats stats, Clock clock) {
        this.stats = stats;
        this.clock = clock;
    }

    /** Answers about the accounts that the credentials open. */
    public void fetch(Context ctx) {
        Caller caller = Caller.of(ctx);
        FilterParameters parameters = new FilterParameters(QueryString.parameters(ctx));
        StatsDimension by = by(parameters);
        StatsQuery query = query(parameters, by);
        String account = parameters.sid("Account", "AC");
        AccountScope scope = account == null ? caller.scope() : caller.scope(account);
        StatsDimension shown = query.by().get(0);
        ctx.contentType(JsonFormat.CONTENT_TYPE)
                .result(StatsJson.write(stats.figures(scope, query), shown, stats.callbacks(scope)));
    }

    private static @Nullable StatsDimension by(FilterParameters parameters) {
        String by = parameters.oneOf(
                "By", DIMENSIONS.stream().map(StatsDimension::value).toList());
        return by == null ? null : StatsDimension.of(by).orElse(null);
    }

    private StatsQuery query(FilterParameters parameters, @Nullable StatsDimension by) {
        TimeRange range = parameters.sinceAndBefore("Since", "Before");
        Instant before = range.until() == null ? endOfPresentHour() : range.until();
        Instant since = range.from() == null ? before.minus(USUAL) : range.from();
        Duration time = Duration.between(since, before);
        if (time.isNegative() || time.isZero()) {
            throw TwilioException.invalidParameter("Since", since.toString(), "a moment before " + before);
        }
        if (time.compareTo(MOST) > 0 || (by == HOUR && time.compareTo(MOST_BY_HOUR) > 0)) {
            Duration most = by == HOUR ? MOST_BY_HOUR : MOST;
            throw TwilioException.invalidParameter(
                    "Since", since.toString(), "a moment at most " + most.toDays() + " days before " + before);
        }
        StatsDimension unasked = time.compareTo(MOST_BY_HOUR_UNASKED) > 0 ? DAY : HOUR;
        return new StatsQuery(since, before, List.of(by == null ? unasked : by), filters(parameters));
    }

    private Instant endOfPresentHour() {
        return StatsSpan.HOUR.start(StatsSpan.HOUR.numberOf(clock.instant()) + 1);
    }

    private static Map<StatsDimension, String> filters(FilterParameters parameters) {
        Map<StatsDimension, String> filters = new EnumMap<>(StatsDimension.class);
        put(filters, SENDER, parameters.address("Sender"));
        put(filters, SERVICE, parameters.text("Service"));
        String country = parameters.text("Country");
        put(
                filters,
                COUNTRY,
                country == null || country.equals(StatsQuery.NONE) ? country : country.toUpperCase(Locale.ROOT));
        put(filters, CARRIER, parameters.text("Carrier"));
        String status = parameters.text("Status");
        put(filters, STATUS, status == null ? null : status.toLowerCase(Locale.ROOT));
        if (StatsQuery.NONE.equals(parameters.text("ErrorCode"))) {
            filters.put(ERROR_CODE, StatsQuery.NONE);
        } else {
            Integer code = parameters.number("ErrorCode");
            put(filters, ERROR_CODE, code == null ? null : code.toString());
        }
        return filters;
    }

    private static void put(Map<StatsDimension, String> filters, StatsDimension dimension, @Nullable String value) {
        if (value != null) {
            filters.put(dimension, value);
        }
    }
}
