package dev.ringback.dashboard.resource;

import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.resource.ResourcePageView.Exchange;
import dev.ringback.dashboard.resource.ResourcePageView.Fact;
import dev.ringback.dashboard.text.AddressText;
import dev.ringback.dashboard.text.ErrorCodes;
import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.SidText;
import dev.ringback.dashboard.text.Spans;
import dev.ringback.dashboard.text.State;
import dev.ringback.dashboard.text.Status;
import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Message;
import dev.ringback.model.Parameters;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.query.Timeline;
import dev.ringback.storage.Database;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.rest.AlertViews;
import dev.ringback.twilio.rest.CallViews;
import dev.ringback.twilio.rest.ConferenceViews;
import dev.ringback.twilio.rest.MessageViews;
import dev.ringback.twilio.rest.RecordingViews;
import dev.ringback.twilio.rest.ResourceView;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /messages/SM...} and so on: everything that is known of one resource. Safe for use by many threads. */
public final class ResourcePages {
    /** More events are read page by page, from the API. */
    private static final int EVENTS = 50;

    private final ResourceStore resources;
    private final EventStore events;
    private final RelatedResources relatedResources;
    private final MessageSentence messageSentence;
    private final ErrorCodes errors;
    private final boolean mayAskTwilio;
    private final Frames frames;
    private final PageWriter writer;
    private final Clock clock;

    /** @param mayAskTwilio whether a read of the API may ask Twilio for what nothing has told */
    public ResourcePages(
            Database database, ErrorCodes errors, boolean mayAskTwilio, Frames frames, PageWriter writer, Clock clock) {
        this.resources = database.resources();
        this.events = database.events();
        this.relatedResources = new RelatedResources(database);
        this.messageSentence = new MessageSentence(errors);
        this.errors = errors;
        this.mayAskTwilio = mayAskTwilio;
        this.frames = frames;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Holds a resource with what its page is made of.
     *
     * @param code of its error; null for none
     */
    private record Subject<R extends Resource>(
            R resource,
            ResourceView<R> view,
            Status status,
            String sentence,
            @Nullable String code,
            List<Fact> facts,
            @Nullable String body,
            @Nullable Exchange exchange,
            String apiPath) {}

    /** Reads what a page is made of. */
    private interface Reading<R extends Resource> {
        Subject<R> of(R resource, Timeline timeline, Frame frame, Instant now);
    }

    public Handler message() {
        return ctx -> show(ctx, "messages", Message.class, this::message);
    }

    public Handler call() {
        return ctx -> show(ctx, "calls", Call.class, this::call);
    }

    public Handler recording() {
        return ctx -> show(ctx, "recordings", Recording.class, this::recording);
    }

    public Handler conference() {
        return ctx -> show(ctx, "conferences", Conference.class, this::conference);
    }

    public Handler alert() {
        return ctx -> show(ctx, "alerts", Alert.class, this::alert);
    }

    private <R extends Resource> void show(Context ctx, String active, Class<R> type, Reading<R> reading) {
        String sid = ctx.pathParam("sid");
        Frame frame = frames.of(ctx, active, Addresses.noun(sid) + " " + SidText.shortened(sid))
                .following("Sid=" + sid);
        Instant now = clock.instant();
        R resource =
                resources.find(type, frame.accountSid(), sid).orElseThrow(() -> TwilioException.notFound(ctx.path()));
        Timeline timeline = Timeline.read(events, List.of(frame.accountSid()), sid, 0, EVENTS);
        Subject<R> subject = reading.of(resource, timeline, frame, now);
        writer.send(
                ctx,
                "resource",
                frame,
                new ResourcePageView(
                        Addresses.noun(sid),
                        sid,
                        subject.status(),
                        subject.sentence(),
                        errors.cause(subject.code()),
                        ErrorCodes.moreInfo(subject.code()),
                        subject.facts(),
                        subject.body(),
                        relatedResources
                                .sound(frame.accountSid(), resource, sid)
                                .orElse(null),
                        subject.exchange(),
                        relatedResources.of(resource, sid, timeline, frame),
                        TimelineLines.of(timeline, sid, frame, now),
                        timeline.nextAfter() != null,
                        Fields.of(subject.view(), resource),
                        mayAskTwilio,
                        subject.apiPath(),
                        "/ringback/v1/timeline/" + sid));
    }

    private Subject<Message> message(Message message, Timeline timeline, Frame frame, Instant now) {
        List<Fact> facts = new ArrayList<>();
        address(facts, "To", message.to(), "/messages?", "To", frame);
        address(facts, "From", message.from(), "/messages?", "From", frame);
        moment(facts, "Created", message.dateCreated(), now);
        Status status = Status.of(message.progress().status());
        moment(facts, "Sent", message.dateSent(), status, now);
        return new Subject<>(
                message,
                MessageViews.MESSAGE,
                status,
                messageSentence.of(message, timeline, now),
                message.errorCode() == null ? null : message.errorCode().toString(),
                facts,
                message.body(),
                null,
                "/2010-04-01/Accounts/" + frame.accountSid() + "/Messages/" + message.sid() + ".json");
    }

    private Subject<Call> call(Call call, Timeline timeline, Frame frame, Instant now) {
        List<Fact> facts = new ArrayList<>();
        address(facts, "To", call.to(), "/calls?", "To", frame);
        address(facts, "From", call.from(), "/calls?", "From", frame);
        moment(facts, "Created", call.dateCreated(), now);
        Status status = Status.of(CallViews.status(call));
        moment(facts, "Answered", call.startTime(), status, now);
        moment(facts, "Ended", call.endedAt(), status, now);
        return new Subject<>(
                call,
                CallViews.CALL,
                status,
                CallSentence.of(call),
                null,
                facts,
                null,
                null,
                "/2010-04-01/Accounts/" + frame.accountSid() + "/Calls/" + call.sid() + ".json");
    }

    private Subject<Recording> recording(Recording recording, Timeline timeline, Frame frame, Instant now) {
        List<Fact> facts = new ArrayList<>();
        moment(facts, "Created", recording.dateCreated(), now);
        if (recording.duration() != null) {
            facts.add(new Fact("Lasts", Spans.exact(recording.duration()), null, null));
        }
        if (recording.channels() != null) {
            facts.add(new Fact("Channels", recording.channels().toString(), null, null));
        }
        Status status = Status.of(recording.progress().status());
        return new Subject<>(
                recording,
                RecordingViews.OF_ACCOUNT,
                status,
                "The recording is " + status.word() + ".",
                recording.errorCode() == null ? null : recording.errorCode().toString(),
                facts,
                null,
                null,
                "/2010-04-01/Accounts/" + frame.accountSid() + "/Recordings/" + recording.sid() + ".json");
    }

    private Subject<Conference> conference(Conference conference, Timeline timeline, Frame frame, Instant now) {
        List<Fact> facts = new ArrayList<>();
        if (conference.friendlyName() != null) {
            facts.add(new Fact("Name", conference.friendlyName(), null, null));
        }
        moment(facts, "Created", conference.dateCreated(), now);
        if (conference.reasonConferenceEnded() != null) {
            facts.add(new Fact("Ended by", conference.reasonConferenceEnded(), null, null));
        }
        Status status = Status.of(conference.progress().status());
        return new Subject<>(
                conference,
                ConferenceViews.CONFERENCE,
                status,
                "The conference is " + status.word() + ".",
                null,
                facts,
                null,
                null,
                "/2010-04-01/Accounts/" + frame.accountSid() + "/Conferences/" + conference.sid() + ".json");
    }

    private Subject<Alert> alert(Alert alert, Timeline timeline, Frame frame, Instant now) {
        List<Fact> facts = new ArrayList<>();
        String code = alert.errorCode();
        if (code != null) {
            facts.add(new Fact("Error code", code, null, null));
        }
        moment(facts, "When", alert.dateCreated(), now);
        Status status = Status.of(alert.logLevel());
        String meaning = errors.meaning(code);
        return new Subject<>(
                alert,
                AlertViews.INSTANCE,
                status,
                meaning.isEmpty()
                        ? "Twilio reports error " + (code == null ? "without a code" : code) + "."
                        : "Twilio reports: " + meaning + " (" + code + ").",
                code,
                facts,
                null,
                AlertExchange.of(alert),
                "/v1/Alerts/" + alert.sid());
    }

    private static void address(
            List<Fact> facts, String name, @Nullable String address, String list, String parameter, Frame frame) {
        if (address != null) {
            String query = FormEncoder.query(new Parameters(List.of(new Parameters.Parameter(parameter, address))));
            facts.add(new Fact(name, AddressText.of(address), frame.link(list + query), null));
        }
    }

    /** Says that it is still to come, so that what stands below does not move when it does. */
    private static void moment(List<Fact> facts, String name, @Nullable Instant moment, Status status, Instant now) {
        if (moment == null && status.state() == State.MOVING) {
            facts.add(new Fact(name, "not yet", null, null));
        } else {
            moment(facts, name, moment, now);
        }
    }

    private static void moment(List<Fact> facts, String name, @Nullable Instant moment, Instant now) {
        if (moment != null) {
            facts.add(new Fact(name, "", null, Moment.at(moment, now)));
        }
    }
}
