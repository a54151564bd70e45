package dev.ringback.dashboard.list;

import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.list.SearchView.Group;
import dev.ringback.dashboard.list.SearchView.Hit;
import dev.ringback.dashboard.resource.Addresses;
import dev.ringback.dashboard.text.AddressText;
import dev.ringback.dashboard.text.ErrorCodes;
import dev.ringback.dashboard.text.Excerpt;
import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.Status;
import dev.ringback.model.Call;
import dev.ringback.model.Message;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.TimeRange;
import dev.ringback.query.QueryString;
import dev.ringback.storage.CallFilter;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.rest.CallViews;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /search?q=...}: leads to a SID, or lists what is known of a number or a tag. Safe for use by many threads. */
public final class SearchPage implements Handler {
    private static final int MOST = 20;
    private static final String HINT =
            "Search for a SID (SM…, CA…, RE…, CF…, NO…), a phone number in any spelling, or a tag as order=1234.";

    private final ResourceStore resources;
    private final ErrorCodes errors;
    private final SpokenNumber numbers;
    private final Frames frames;
    private final PageWriter writer;
    private final Clock clock;

    public SearchPage(ResourceStore resources, ErrorCodes errors, Frames frames, PageWriter writer, Clock clock) {
        this.resources = resources;
        this.errors = errors;
        this.numbers = new SpokenNumber();
        this.frames = frames;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void handle(Context ctx) {
        Frame frame = frames.of(ctx, "", "Search");
        String sought = Objects.requireNonNullElse(QueryString.parameters(ctx).text("q"), "")
                .strip();
        Optional<String> page = Sid.isSid(sought) ? Addresses.of(frame, sought) : Optional.empty();
        if (page.isPresent()) {
            ctx.redirect(page.get(), HttpStatus.SEE_OTHER);
            return;
        }
        writer.send(ctx, "search", frame, find(sought, frame));
    }

    private SearchView find(String sought, Frame frame) {
        int equals = sought.indexOf('=');
        if (equals > 0) {
            return byTag(new Parameter(sought.substring(0, equals), sought.substring(equals + 1)), frame);
        }
        return sought.isEmpty() ? new SearchView("Search", HINT, List.of()) : byAddress(numbers.read(sought), frame);
    }

    private SearchView byTag(Parameter tag, Frame frame) {
        MessageFilter filter = new MessageFilter(null, null, TimeRange.ALWAYS, null, null, null, List.of(tag));
        List<Group> groups = new ArrayList<>();
        messages(groups, "Messages", filter, new Parameter("Tag." + tag.name(), tag.value()), frame);
        String title = tag.name() + "=" + tag.value();
        return new SearchView(title, groups.isEmpty() ? "No message has that tag. " + HINT : "", groups);
    }

    private SearchView byAddress(String address, Frame frame) {
        List<Group> groups = new ArrayList<>();
        messages(groups, "Messages to it", MessageFilter.NONE.withTo(address), new Parameter("To", address), frame);
        messages(
                groups,
                "Messages from it",
                MessageFilter.NONE.withFrom(address),
                new Parameter("From", address),
                frame);
        calls(groups, "Calls to it", calls(address, null), new Parameter("To", address), frame);
        calls(groups, "Calls from it", calls(null, address), new Parameter("From", address), frame);
        String title = AddressText.of(address);
        return new SearchView(title, groups.isEmpty() ? "Nothing is known of " + title + ". " + HINT : "", groups);
    }

    private static CallFilter calls(@Nullable String to, @Nullable String from) {
        return new CallFilter(to, from, null, Set.of(), TimeRange.ALWAYS, TimeRange.ALWAYS);
    }

    private void messages(List<Group> groups, String title, MessageFilter filter, Parameter parameter, Frame frame) {
        Page<Message> page = resources.list(frame.accountSid(), filter, PageRequest.first(MOST));
        Instant now = clock.instant();
        List<Hit> hits = page.items().stream()
                .map(message -> new Hit(
                        frame.link("/messages/" + message.sid()),
                        Moment.at(message.dateCreated(), now),
                        Status.of(message.progress().status()),
                        address(message.from()),
                        address(message.to()),
                        message.errorCode() == null ? "" : message.errorCode().toString(),
                        message.errorCode() == null
                                ? ""
                                : errors.meaning(message.errorCode().toString()),
                        Excerpt.inTable(Objects.requireNonNullElse(message.body(), ""))))
                .toList();
        add(groups, title, "/messages", hits, page.hasNext(), parameter, frame);
    }

    private void calls(List<Group> groups, String title, CallFilter filter, Parameter parameter, Frame frame) {
        Page<Call> page = resources.list(frame.accountSid(), filter, PageRequest.first(MOST));
        Instant now = clock.instant();
        List<Hit> hits = page.items().stream()
                .map(call -> new Hit(
                        frame.link("/calls/" + call.sid()),
                        Moment.at(call.dateCreated(), now),
                        Status.of(CallViews.status(call)),
                        address(call.from()),
                        address(call.to()),
                        "",
                        "",
                        ""))
                .toList();
        add(groups, title, "/calls", hits, page.hasNext(), parameter, frame);
    }

    private static void add(
            List<Group> groups,
            String title,
            String path,
            List<Hit> hits,
            boolean hasMore,
            Parameter parameter,
            Frame frame) {
        if (!hits.isEmpty()) {
            String all = frame.link(path + '?' + FormEncoder.query(new Parameters(List.of(parameter))));
            groups.add(new Group(title, hits, all, hasMore ? "All of them, with filters" : "As a list with filters"));
        }
    }

    private static String address(@Nullable String address) {
        return address == null ? "unknown" : Excerpt.inTable(AddressText.of(address));
    }
}
