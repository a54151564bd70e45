package dev.ringback.dashboard.list;

import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.list.ListView.Head;
import dev.ringback.dashboard.list.ListView.Row;
import dev.ringback.dashboard.list.ListView.RowCell;
import dev.ringback.dashboard.text.ErrorCodes;
import dev.ringback.dashboard.text.Numbers;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters;
import dev.ringback.model.Resource;
import dev.ringback.query.Caller;
import dev.ringback.query.QueryString;
import dev.ringback.storage.DeliveryStats;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.ResourceFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.ListPage;
import dev.ringback.twilio.rest.PageParameters;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /messages}, {@code /calls} and so on: lists with the filters of the API in their addresses. Safe for use by many threads. */
public final class ListPages {
    /** Up to there they are counted; of millions nobody wants to know the last digit. */
    private static final int COUNTED = 10_000;

    private final ResourceStore resources;
    private final ResourceLists lists;
    private final MessageTotals messageTotals;
    private final Frames frames;
    private final PageWriter writer;
    private final Clock clock;

    public ListPages(
            ResourceStore resources,
            DeliveryStats stats,
            ErrorCodes errors,
            Frames frames,
            PageWriter writer,
            Clock clock) {
        this.resources = resources;
        this.lists = new ResourceLists(errors);
        this.messageTotals = new MessageTotals(stats, clock);
        this.frames = frames;
        this.writer = writer;
        this.clock = clock;
    }

    public Handler messages() {
        return ctx -> show(ctx, lists.messages());
    }

    public Handler messagesCsv() {
        return ctx -> csv(ctx, lists.messages());
    }

    public Handler calls() {
        return ctx -> show(ctx, lists.calls());
    }

    public Handler callsCsv() {
        return ctx -> csv(ctx, lists.calls());
    }

    public Handler recordings() {
        return ctx -> show(ctx, lists.recordings());
    }

    public Handler recordingsCsv() {
        return ctx -> csv(ctx, lists.recordings());
    }

    public Handler conferences() {
        return ctx -> show(ctx, lists.conferences());
    }

    public Handler conferencesCsv() {
        return ctx -> csv(ctx, lists.conferences());
    }

    public Handler alerts() {
        return ctx -> show(ctx, lists.alerts());
    }

    public Handler alertsCsv() {
        return ctx -> csv(ctx, lists.alerts());
    }

    private <R extends Resource> void show(Context ctx, ResourceList<R> list) {
        Frame frame = frames.of(ctx, list.path().substring(1), title(list)).following(list.live());
        Parameters query = QueryString.parameters(ctx);
        try {
            ResourceFilter<R> filter = list.filter().apply(new FilterParameters(query));
            PageRequest request = PageParameters.read(query);
            Page<R> page = resources.list(frame.accountSid(), filter, request);
            writer.send(ctx, "list", frame, view(list, frame, query, request, page, total(frame, filter, page), ""));
        } catch (TwilioException refused) {
            ctx.status(refused.error().status());
            Page<R> none = new Page<>(List.of(), false);
            writer.send(
                    ctx,
                    "list",
                    frame,
                    view(list, frame, query, PageRequest.first(), none, "", String.valueOf(refused.getMessage())));
        }
    }

    private static String title(ResourceList<?> list) {
        return list.path().substring(1, 2).toUpperCase(Locale.ROOT)
                + list.path().substring(2);
    }

    /** Says how many there are, without counting millions. */
    private <R extends Resource> String total(Frame frame, ResourceFilter<R> filter, Page<R> page) {
        int counted = resources.countUpTo(frame.accountSid(), filter, COUNTED);
        if (counted < COUNTED) {
            return page.items().size() == counted
                    ? Numbers.grouped(counted)
                    : page.items().size() + " of " + Numbers.grouped(counted);
        }
        long about = filter instanceof MessageFilter messages ? messageTotals.of(frame.accountSid(), messages) : 0;
        return page.items().size() + " of "
                + (about > COUNTED ? Numbers.about(about) : "more than " + Numbers.grouped(COUNTED));
    }

    private <R extends Resource> ListView view(
            ResourceList<R> list,
            Frame frame,
            Parameters query,
            PageRequest request,
            Page<R> page,
            String total,
            String problem) {
        Instant now = clock.instant();
        ListAddresses addresses = new ListAddresses(list.path(), query, frame);
        ListPage<R> around = ListPage.of(list.view(), request, page, list.path(), query);
        return new ListView(
                list.path(),
                total,
                problem,
                list.fields().stream().map(field -> field(field, query)).toList(),
                addresses.chips(list.fields()),
                list.columns().stream()
                        .map(column -> new Head(column.name(), column.css()))
                        .toList(),
                page.items().stream()
                        .map(row -> row(list, frame, addresses, row, now))
                        .toList(),
                around.nextUri(),
                request.anchor() == null ? null : addresses.first(),
                ListPage.of(list.view(), request, page, list.path() + ".csv", query)
                        .uri(),
                page.items().isEmpty() && problem.isEmpty() ? empty(list, addresses) : "");
    }

    private static String empty(ResourceList<?> list, ListAddresses addresses) {
        return addresses.chips(list.fields()).isEmpty()
                ? list.empty()
                : "No " + list.noun() + " matches these filters. Take one away to see more.";
    }

    private static ListView.Field field(FilterField field, Parameters query) {
        String value = Objects.requireNonNullElse(query.text(field.parameter()), "");
        return new ListView.Field(
                field.parameter(),
                field.label(),
                value,
                field.values().stream()
                        .map(word -> new Choice(word, word, word.equalsIgnoreCase(value)))
                        .toList());
    }

    private static <R extends Resource> Row row(
            ResourceList<R> list, Frame frame, ListAddresses addresses, R row, Instant now) {
        return new Row(
                frame.link(list.path() + '/' + list.view().key(row)),
                list.columns().stream()
                        .map(column -> cell(column, addresses, row, now))
                        .toList());
    }

    private static <R> RowCell cell(Column<R> column, ListAddresses addresses, R row, Instant now) {
        Cell cell = column.content().of(row, now);
        return new RowCell(cell, column.css(), only(cell, addresses));
    }

    private static @Nullable String only(Cell cell, ListAddresses addresses) {
        return cell.filter().isEmpty() ? null : addresses.with(cell.filter(), cell.raw());
    }

    /** Answers with the rows that a page shows. */
    private <R extends Resource> void csv(Context ctx, ResourceList<R> list) {
        Parameters query = QueryString.parameters(ctx);
        String accountSid = Frames.accountSid(Caller.of(ctx), query);
        ResourceFilter<R> filter = list.filter().apply(new FilterParameters(query));
        Page<R> page = resources.list(accountSid, filter, PageParameters.read(query));
        Instant now = clock.instant();
        List<List<String>> lines =
                page.items().stream().map(row -> line(list, row, now)).toList();
        ctx.contentType("text/csv; charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + list.path().substring(1) + ".csv\"")
                .header("X-Content-Type-Options", "nosniff")
                .result(Spreadsheet.write(heads(list), lines));
    }

    private static List<String> heads(ResourceList<?> list) {
        return Stream.concat(Stream.of("Sid"), list.columns().stream().map(Column::name))
                .toList();
    }

    private static <R extends Resource> List<String> line(ResourceList<R> list, R row, Instant now) {
        return Stream.concat(
                        Stream.of(list.view().key(row)),
                        list.columns().stream()
                                .map(column -> column.content().of(row, now).raw()))
                .toList();
    }
}
