package dev.ringback.dashboard.now;

import dev.ringback.dashboard.chart.Bars;
import dev.ringback.dashboard.chart.Lines;
import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.now.NowView.ErrorCount;
import dev.ringback.dashboard.now.NowView.Figure;
import dev.ringback.dashboard.now.NowView.KindSeen;
import dev.ringback.dashboard.now.NowView.Oldest;
import dev.ringback.dashboard.now.NowView.StateCount;
import dev.ringback.dashboard.now.NowView.Trouble;
import dev.ringback.dashboard.text.ErrorCodes;
import dev.ringback.dashboard.text.FigureText;
import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.Numbers;
import dev.ringback.dashboard.text.SidText;
import dev.ringback.dashboard.text.Spans;
import dev.ringback.dashboard.text.State;
import dev.ringback.dashboard.text.Status;
import dev.ringback.model.CallbackFigures;
import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.StatsAnswer;
import dev.ringback.model.StatsDimension;
import dev.ringback.model.StatsFigures;
import dev.ringback.model.StatsQuery;
import dev.ringback.model.StatsRow;
import dev.ringback.model.TimeRange;
import dev.ringback.query.Caller;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStats;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.RequestCount;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** {@code /}: whether everything is all right this minute. Safe for use by many threads. */
public final class NowPage implements Handler {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int SPARK = 32;
    private static final int TOP_ERRORS = 8;

    /** Below that share of delivered messages something is wrong. */
    private static final double POOR = 0.9;

    private static final List<String> UNFINISHED = List.of("accepted", "queued", "sending");

    private final Database database;
    private final DeliveryStats stats;
    private final Troubles troubles;
    private final MirrorState mirror;
    private final ErrorCodes errors;
    private final Frames frames;
    private final PageWriter writer;
    private final Clock clock;

    public NowPage(
            Database database,
            DeliveryStats stats,
            MirrorState mirror,
            ErrorCodes errors,
            Frames frames,
            PageWriter writer,
            Clock clock) {
        this.database = database;
        this.stats = stats;
        this.troubles = new Troubles(database, errors);
        this.mirror = mirror;
        this.errors = errors;
        this.frames = frames;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void handle(Context ctx) {
        Frame frame = frames.of(ctx, "now", "Now")
                .following("Kind=message-status&Kind=inbound-message&Kind=call-status&Kind=debugger");
        writer.send(ctx, "now", frame, view(Caller.of(ctx), frame));
    }

    private NowView view(Caller caller, Frame frame) {
        Instant now = clock.instant();
        AccountScope scope = AccountScope.of(List.of(frame.accountSid()));
        StatsAnswer day = stats.figures(
                scope,
                new StatsQuery(
                        now.minus(DAY),
                        now,
                        List.of(StatsDimension.HOUR, StatsDimension.STATUS, StatsDimension.ERROR_CODE),
                        Map.of()));
        StatsFigures hour = stats.figures(scope, new StatsQuery(now.minus(HOUR), now, List.of(), Map.of()))
                .totals();
        CallbackFigures callbacks = stats.callbacks(scope);
        MirrorState.Trust trust = mirror.of(List.of(frame.accountSid()));
        List<Trouble> wrong = troubles.of(caller, trust, frame, now);
        OptionalDouble rate = hour.deliveryRate();
        boolean isPoor = rate.isPresent() && rate.getAsDouble() < POOR;
        State state = wrong.stream().anyMatch(trouble -> trouble.state() == State.BAD)
                ? State.BAD
                : wrong.isEmpty() && !isPoor ? quiet(callbacks) : State.WARNING;
        return new NowView(
                state,
                sentence(state, wrong, hour, trust, callbacks, now),
                figures(day, callbacks, now),
                wrong,
                states(day, frame),
                errorCounts(day, frame),
                kinds(callbacks, now),
                oldest(frame, now).orElse(null),
                saved(scope, now),
                Moment.of(day.asOf(), now));
    }

    /** Returns that all is well, unless nothing has ever come: then nobody can say so. */
    private static State quiet(CallbackFigures callbacks) {
        boolean hasHeard = callbacks.kinds().stream().anyMatch(kind -> kind.lastReceivedAt() != null);
        return hasHeard ? State.GOOD : State.UNKNOWN;
    }

    private static String sentence(
            State state,
            List<Trouble> wrong,
            StatsFigures hour,
            MirrorState.Trust trust,
            CallbackFigures callbacks,
            Instant now) {
        String opening = switch (state) {
            case GOOD -> "All well: ";
            case WARNING -> "Worth a look: ";
            case UNKNOWN -> "Not set up yet: ";
            default -> "Something is wrong: ";
        };
        long alerts =
                wrong.stream().filter(trouble -> trouble.state() == State.BAD).count();
        String trouble = alerts == 0 ? "" : Numbers.counted(alerts, "thing") + " to look at; ";
        String doubt = trust.inDoubt() == 0 ? "nothing in doubt" : Numbers.grouped(trust.inDoubt()) + " in doubt";
        OptionalDouble rate = hour.deliveryRate();
        if (rate.isEmpty()) {
            Optional<Instant> last = callbacks.kinds().stream()
                    .flatMap(kind -> Stream.ofNullable(kind.lastReceivedAt()))
                    .max(Comparator.naturalOrder());
            String came = last.map(at -> "the last callback came " + Spans.rough(Duration.between(at, now)) + " ago")
                    .orElse("no callback has ever come");
            return opening + trouble + "no message ended in the last hour, " + came + "; " + doubt + ".";
        }
        long known = hour.ended();
        return opening + trouble + Numbers.percent(hour.delivered(), known) + " of " + Numbers.counted(known, "message")
                + " delivered in the last hour; " + doubt + ".";
    }

    private static List<Figure> figures(StatsAnswer day, CallbackFigures callbacks, Instant now) {
        StatsFigures totals = day.totals();
        List<StatsRow> hours = day.rows().getOrDefault(StatsDimension.HOUR, List.of());
        double perSecond = perSecond(callbacks, now);
        long known = totals.ended();
        return List.of(
                new Figure(
                        "Callbacks a second",
                        String.format(Locale.ENGLISH, perSecond < 10 ? "%.1f" : "%.0f", perSecond),
                        "in the last two minutes",
                        Bars.of(
                                callbacks.minutes().stream()
                                        .map(minute -> new Bars.Value(
                                                minute.count(), minute.at() + ": " + Numbers.grouped(minute.count())))
                                        .toList(),
                                SPARK),
                        null),
                new Figure(
                        "Messages in 24 hours",
                        Numbers.grouped(totals.messages()),
                        Numbers.grouped(totals.inbound()) + " more came in",
                        Bars.of(
                                hours.stream()
                                        .map(row -> new Bars.Value(
                                                row.figures().messages(),
                                                row.key() + ": "
                                                        + Numbers.grouped(
                                                                row.figures().messages())))
                                        .toList(),
                                SPARK),
                        null),
                new Figure(
                        "Delivered",
                        Numbers.percent(totals.delivered(), known),
                        "of " + Numbers.grouped(known) + " with an end in 24 hours" + before(day),
                        null,
                        Lines.of(
                                List.of(hours.stream()
                                        .map(row -> row.figures().deliveryRate())
                                        .toList()),
                                hours.stream()
                                        .map(row -> row.key() + ": " + FigureText.delivered(row.figures()))
                                        .toList(),
                                0,
                                1,
                                SPARK)),
                new Figure(
                        "Time to delivery",
                        FigureText.span(totals.p50()),
                        totals.p95() == null ? "not measured yet" : "95 % within " + Spans.exact(totals.p95()),
                        Bars.of(
                                hours.stream()
                                        .map(row -> new Bars.Value(
                                                FigureText.seconds(row.figures().p50()),
                                                row.key() + ": "
                                                        + FigureText.span(
                                                                row.figures().p50())))
                                        .toList(),
                                SPARK),
                        null));
    }

    /** Goes by the present minute and the one before. */
    private static double perSecond(CallbackFigures callbacks, Instant now) {
        List<CallbackFigures.Minute> last = callbacks.minutes().stream()
                .skip(Math.max(0, callbacks.minutes().size() - 2L))
                .toList();
        long seconds =
                last.isEmpty() ? 0 : Duration.between(last.get(0).at(), now).toSeconds();
        long count = last.stream().mapToLong(CallbackFigures.Minute::count).sum();
        return seconds <= 0 ? 0 : (double) count / seconds;
    }

    private static String before(StatsAnswer day) {
        OptionalDouble before = day.previous().deliveryRate();
        return before.isEmpty()
                ? ""
                : String.format(Locale.ENGLISH, ", %.1f %% the day before", 100 * before.getAsDouble());
    }

    private static List<StateCount> states(StatsAnswer day, Frame frame) {
        List<StatsRow> rows = day.rows().getOrDefault(StatsDimension.STATUS, List.of());
        long all = rows.stream().mapToLong(row -> count(row.figures())).sum();
        return rows.stream()
                .filter(row -> row.key() != null && count(row.figures()) > 0)
                .map(row -> new StateCount(
                        Status.of(row.key()),
                        Numbers.grouped(count(row.figures())),
                        Numbers.percent(count(row.figures()), all),
                        all == 0 ? 0 : Math.round(100.0 * count(row.figures()) / all),
                        frame.link("/messages?Status=" + row.key())))
                .toList();
    }

    private static long count(StatsFigures figures) {
        return figures.messages() + figures.inbound();
    }

    private List<ErrorCount> errorCounts(StatsAnswer day, Frame frame) {
        return day.totals().errorCodes().entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .limit(TOP_ERRORS)
                .map(code -> new ErrorCount(
                        code.getKey().toString(),
                        errors.meaning(code.getKey().toString()),
                        Numbers.grouped(code.getValue()),
                        frame.link("/messages?ErrorCode=" + code.getKey())))
                .toList();
    }

    private static List<KindSeen> kinds(CallbackFigures callbacks, Instant now) {
        return callbacks.kinds().stream()
                .map(kind -> new KindSeen(
                        kind.kind().value(),
                        Moment.of(kind.lastReceivedAt(), now),
                        Numbers.grouped(kind.lastHour()),
                        Numbers.grouped(kind.lastDay())))
                .toList();
    }

    /** Looks only at statuses that cannot be the last: {@code sent} may be. */
    private Optional<Oldest> oldest(Frame frame, Instant now) {
        return UNFINISHED.stream()
                .flatMap(status -> database
                        .resources()
                        .list(
                                frame.accountSid(),
                                new MessageFilter(null, null, TimeRange.ALWAYS, status, null, null, List.of()),
                                PageRequest.first(1).in(PageRequest.Order.OLDEST_FIRST))
                        .items()
                        .stream())
                .min(Comparator.comparing(Message::dateCreated))
                .map(message -> new Oldest(
                        frame.link("/messages/" + message.sid()),
                        SidText.shortened(message.sid()),
                        Status.of(message.progress().status()),
                        Moment.at(message.dateCreated(), now)));
    }

    private String saved(AccountScope scope, Instant now) {
        List<RequestCount> counts = database.requestCounts().between(scope, new TimeRange(now.minus(DAY), null));
        long mirrored = sum(counts, RequestCount.MIRROR);
        long asked =
                counts.stream().mapToLong(RequestCount::count).sum() - mirrored - sum(counts, RequestCount.REFUSED);
        return Numbers.counted(mirrored, "read") + " answered here in 24 hours, "
                + (asked == 0 ? "none" : Numbers.grouped(asked)) + " asked of Twilio";
    }

    private static long sum(List<RequestCount> counts, String what) {
        return counts.stream()
                .filter(count -> count.what().equals(what))
                .mapToLong(RequestCount::count)
                .sum();
    }
}
