package dev.ringback.dashboard.deliverability;

import dev.ringback.dashboard.chart.Bars;
import dev.ringback.dashboard.chart.Lines;
import dev.ringback.dashboard.deliverability.DeliverabilityView.Chip;
import dev.ringback.dashboard.deliverability.DeliverabilityView.Period;
import dev.ringback.dashboard.deliverability.DeliverabilityView.Row;
import dev.ringback.dashboard.deliverability.DeliverabilityView.Table;
import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.text.AddressText;
import dev.ringback.dashboard.text.ErrorCodes;
import dev.ringback.dashboard.text.FigureText;
import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.Numbers;
import dev.ringback.dashboard.text.Spans;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.StatsAnswer;
import dev.ringback.model.StatsDimension;
import dev.ringback.model.StatsFigures;
import dev.ringback.model.StatsQuery;
import dev.ringback.model.StatsRow;
import dev.ringback.query.QueryString;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.DeliveryStats;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** {@code /deliverability}: whether messages arrive, and since when not. A click on a row narrows all. Safe for use by many threads. */
public final class DeliverabilityPage implements Handler {
    private static final String PATH = "/deliverability";
    private static final String PERIOD = "Days";
    private static final int CHART = 100;
    private static final int ROWS = 20;

    /** Up to there hours are shown, and beyond them days. */
    private static final int DAYS_BY_HOUR = 3;

    private static final List<Integer> PERIODS = List.of(1, 7, 30, 90);

    /** Names the parameters that narrow the figures, by what they are shown by. */
    private static final Map<StatsDimension, String> NARROWING = new EnumMap<>(Map.of(
            StatsDimension.ERROR_CODE, "ErrorCode",
            StatsDimension.SENDER, "Sender",
            StatsDimension.SERVICE, "Service",
            StatsDimension.COUNTRY, "Country",
            StatsDimension.CARRIER, "Carrier"));

    /** The reasons first. */
    private static final List<StatsDimension> TABLES = List.of(
            StatsDimension.ERROR_CODE,
            StatsDimension.SENDER,
            StatsDimension.SERVICE,
            StatsDimension.COUNTRY,
            StatsDimension.CARRIER);

    private static final Map<StatsDimension, String> TITLES = Map.of(
            StatsDimension.ERROR_CODE, "Error code",
            StatsDimension.SENDER, "Sender",
            StatsDimension.SERVICE, "Messaging Service",
            StatsDimension.COUNTRY, "Country",
            StatsDimension.CARRIER, "Carrier");

    private final DeliveryStats stats;
    private final ErrorCodes errors;
    private final Frames frames;
    private final PageWriter writer;
    private final Clock clock;

    public DeliverabilityPage(DeliveryStats stats, ErrorCodes errors, Frames frames, PageWriter writer, Clock clock) {
        this.stats = stats;
        this.errors = errors;
        this.frames = frames;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void handle(Context ctx) {
        Frame frame = frames.of(ctx, "deliverability", "Deliverability");
        Parameters query = QueryString.parameters(ctx);
        int days = days(query);
        Map<StatsDimension, String> filters = new EnumMap<>(StatsDimension.class);
        NARROWING.forEach((dimension, name) -> {
            String value = query.text(name);
            if (value != null) {
                filters.put(dimension, value);
            }
        });
        Instant now = clock.instant();
        StatsDimension time = days <= DAYS_BY_HOUR ? StatsDimension.HOUR : StatsDimension.DAY;
        List<StatsDimension> by = new ArrayList<>(NARROWING.keySet());
        by.add(0, time);
        StatsAnswer answer = stats.figures(
                AccountScope.of(List.of(frame.accountSid())),
                new StatsQuery(now.minus(Duration.ofDays(days)), now, by, filters));
        writer.send(ctx, "deliverability", frame, view(answer, time, days, filters, frame, now));
    }

    private static int days(Parameters query) {
        String text = Objects.requireNonNullElse(query.text(PERIOD), "7");
        return PERIODS.stream()
                .filter(days -> days.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> TwilioException.invalidParameter(PERIOD, text, "1, 7, 30 or 90"));
    }

    private DeliverabilityView view(
            StatsAnswer answer,
            StatsDimension time,
            int days,
            Map<StatsDimension, String> filters,
            Frame frame,
            Instant now) {
        List<StatsRow> course = answer.rows().getOrDefault(time, List.of());
        double bottom = bottom(course);
        Bars volume = Bars.of(
                values(
                        course,
                        row -> (double) row.figures().messages(),
                        row -> Numbers.grouped(row.figures().messages())),
                CHART);
        Bars times = Bars.of(
                values(
                        course,
                        row -> FigureText.seconds(row.figures().p50()),
                        row -> FigureText.span(row.figures().p50())),
                CHART);
        return new DeliverabilityView(
                finding(answer),
                Numbers.counted(answer.totals().messages(), "message") + " in " + (days == 1 ? "a day" : days + " days")
                        + ", half of them delivered within "
                        + FigureText.span(answer.totals().p50()) + ", 95 % within "
                        + FigureText.span(answer.totals().p95()),
                PERIODS.stream()
                        .map(other -> new Period(
                                other == 1 ? "1 day" : other + " days", address(frame, other, filters), other == days))
                        .toList(),
                chips(frame, days, filters),
                Lines.of(
                        List.of(course.stream()
                                .map(row -> row.figures().deliveryRate())
                                .toList()),
                        course.stream()
                                .map(row -> row.key() + ": " + FigureText.delivered(row.figures()))
                                .toList(),
                        bottom,
                        1,
                        CHART),
                String.format(Locale.ENGLISH, "%.0f %%", 100 * bottom),
                volume,
                times,
                times.top() == 0 ? "" : Spans.exact(Duration.ofMillis((long) (times.top() * 1e3))),
                Numbers.grouped((long) volume.top()),
                course.stream()
                        .map(row -> row(String.valueOf(row.key()), "", null, row.figures()))
                        .toList(),
                tables(answer, days, filters, frame),
                Moment.at(answer.since(), now),
                Moment.at(answer.before().isAfter(now) ? now : answer.before(), now),
                json(frame, answer, filters),
                Moment.of(answer.asOf(), now));
    }

    /** A rate may begin above zero, where that shows more: at the next tenth below the least. */
    private static double bottom(List<StatsRow> course) {
        double least = course.stream()
                .map(row -> row.figures().deliveryRate())
                .flatMapToDouble(OptionalDouble::stream)
                .min()
                .orElse(0);
        return Math.max(0, Math.floor(least * 10 - 0.01) / 10);
    }

    private interface Value {
        double of(StatsRow row);
    }

    private interface Text {
        String of(StatsRow row);
    }

    private static List<Bars.Value> values(List<StatsRow> rows, Value value, Text text) {
        return rows.stream()
                .map(row -> new Bars.Value(value.of(row), row.key() + ": " + text.of(row)))
                .toList();
    }

    private static String finding(StatsAnswer answer) {
        OptionalDouble rate = answer.totals().deliveryRate();
        OptionalDouble before = answer.previous().deliveryRate();
        if (rate.isEmpty()) {
            return "No message has come to an end in this time";
        }
        String delivered = FigureText.delivered(answer.totals()) + " of messages arrive";
        if (before.isEmpty()) {
            return delivered;
        }
        double change = 100 * (rate.getAsDouble() - before.getAsDouble());
        String than = Math.abs(change) < 0.05
                ? ", as in the time before"
                : String.format(
                        Locale.ENGLISH, ", %.1f points %s than before", Math.abs(change), change > 0 ? "more" : "less");
        return delivered + than;
    }

    private List<Chip> chips(Frame frame, int days, Map<StatsDimension, String> filters) {
        return filters.entrySet().stream()
                .map(filter -> {
                    Map<StatsDimension, String> others = new EnumMap<>(filters);
                    others.remove(filter.getKey());
                    return new Chip(
                            title(filter.getKey()) + ": " + shown(filter.getKey(), filter.getValue()),
                            address(frame, days, others));
                })
                .toList();
    }

    private static String title(StatsDimension dimension) {
        return Objects.requireNonNull(TITLES.get(dimension));
    }

    private List<Table> tables(StatsAnswer answer, int days, Map<StatsDimension, String> filters, Frame frame) {
        List<Table> tables = new ArrayList<>();
        TABLES.forEach(dimension -> {
            List<StatsRow> rows = answer.rows().getOrDefault(dimension, List.of());
            boolean tells = rows.stream().anyMatch(row -> row.key() != null);
            if (tells) {
                tables.add(new Table(
                        "By " + title(dimension).toLowerCase(Locale.ROOT),
                        title(dimension),
                        rows.stream()
                                .limit(ROWS)
                                .map(row -> row(dimension, row, days, filters, frame))
                                .toList()));
            }
        });
        return tables;
    }

    private Row row(
            StatsDimension dimension, StatsRow row, int days, Map<StatsDimension, String> filters, Frame frame) {
        String key = row.key();
        Map<StatsDimension, String> narrower = new EnumMap<>(filters);
        narrower.put(dimension, key == null ? StatsQuery.NONE : key);
        return row(
                key == null ? "none" : shown(dimension, key),
                dimension == StatsDimension.ERROR_CODE ? errors.meaning(key) : "",
                address(frame, days, narrower),
                row.figures());
    }

    private static String shown(StatsDimension dimension, String key) {
        return switch (dimension) {
            case SENDER -> AddressText.of(key);
            case COUNTRY -> country(key);
            default -> key;
        };
    }

    private static String country(String code) {
        String name = new Locale("", code).getDisplayCountry(Locale.ENGLISH);
        return name.isEmpty() ? code : name;
    }

    private static Row row(String key, String more, @Nullable String link, StatsFigures figures) {
        return new Row(
                key,
                more,
                link,
                Numbers.grouped(figures.messages()),
                FigureText.delivered(figures),
                Numbers.grouped(figures.undelivered() + figures.failed()),
                FigureText.span(figures.p50()),
                FigureText.span(figures.p95()));
    }

    private static String address(Frame frame, int days, Map<StatsDimension, String> filters) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter(PERIOD, String.valueOf(days)));
        filters.forEach((dimension, value) ->
                parameters.add(new Parameter(Objects.requireNonNull(NARROWING.get(dimension)), value)));
        return frame.link(PATH + '?' + FormEncoder.query(new Parameters(parameters)));
    }

    private static String json(Frame frame, StatsAnswer answer, Map<StatsDimension, String> filters) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("Since", answer.since().toString()));
        parameters.add(new Parameter("Before", answer.before().toString()));
        parameters.add(new Parameter("Account", frame.accountSid()));
        filters.forEach((dimension, value) ->
                parameters.add(new Parameter(Objects.requireNonNull(NARROWING.get(dimension)), value)));
        return "/ringback/v1/stats?" + FormEncoder.query(new Parameters(parameters));
    }
}
