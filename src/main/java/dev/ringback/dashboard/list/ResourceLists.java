package dev.ringback.dashboard.list;

import dev.ringback.dashboard.text.ErrorCodes;
import dev.ringback.dashboard.text.Spans;
import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Message;
import dev.ringback.model.MessageStatus;
import dev.ringback.model.Recording;
import dev.ringback.query.CallHandler;
import dev.ringback.query.MessageHandler;
import dev.ringback.storage.AlertFilter;
import dev.ringback.storage.ConferenceFilter;
import dev.ringback.storage.RecordingFilter;
import dev.ringback.twilio.rest.AlertViews;
import dev.ringback.twilio.rest.CallViews;
import dev.ringback.twilio.rest.ConferenceViews;
import dev.ringback.twilio.rest.MessageViews;
import dev.ringback.twilio.rest.RecordingViews;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes the lists of all kinds of resources that have a page. */
final class ResourceLists {
    private static final String WIDE = "wide";
    private static final String NARROW = "narrow";

    private final ErrorCodes errors;

    ResourceLists(ErrorCodes errors) {
        this.errors = errors;
    }

    ResourceList<Message> messages() {
        return new ResourceList<>(
                "/messages",
                "message",
                "Kind=message-status&Kind=inbound-message",
                Message.class,
                MessageViews.MESSAGE,
                MessageHandler::filter,
                List.of(
                        FilterField.oneOf(
                                "Status",
                                "Status",
                                Stream.of(MessageStatus.values())
                                        .map(MessageStatus::value)
                                        .toList()),
                        FilterField.text("To", "To"),
                        FilterField.text("From", "From"),
                        FilterField.text("ErrorCode", "Error code"),
                        FilterField.text("DateSent", "Day (UTC)"),
                        FilterField.text("MessagingServiceSid", "Messaging Service")),
                List.of(
                        new Column<>("Created", NARROW, (row, now) -> Cell.time(row.dateCreated(), now)),
                        new Column<>(
                                "Status",
                                NARROW,
                                (row, now) -> Cell.status(row.progress().status())),
                        new Column<>("To", "", (row, now) -> Cell.address(row.to(), "To")),
                        new Column<>("From", "", (row, now) -> Cell.address(row.from(), "From")),
                        new Column<>("Error", "middle", (row, now) -> error(text(row.errorCode()))),
                        new Column<>("Text", "middle", (row, now) -> Cell.text(row.body()))),
                "No message is known here yet. To see them, paste the URL of the page \"Set-up\" as StatusCallback where you send messages.");
    }

    ResourceList<Call> calls() {
        return new ResourceList<>(
                "/calls",
                "call",
                "Kind=call-status",
                Call.class,
                CallViews.CALL,
                CallHandler::filter,
                List.of(
                        FilterField.oneOf("Status", "Status", CallViews.STATUSES),
                        FilterField.text("To", "To"),
                        FilterField.text("From", "From"),
                        FilterField.text("StartTime", "Day (UTC)"),
                        FilterField.text("ParentCallSid", "Parent call")),
                List.of(
                        new Column<>("Created", NARROW, (row, now) -> Cell.time(row.dateCreated(), now)),
                        new Column<>("Status", NARROW, (row, now) -> Cell.status(CallViews.status(row))),
                        new Column<>("To", "", (row, now) -> Cell.address(row.to(), "To")),
                        new Column<>("From", "", (row, now) -> Cell.address(row.from(), "From")),
                        new Column<>("Direction", WIDE, (row, now) -> Cell.text(row.direction())),
                        new Column<>("Lasted", NARROW, (row, now) -> duration(row.duration()))),
                "No call is known here yet. To see them, paste the URL of the page \"Set-up\" as StatusCallback of your calls and numbers.");
    }

    ResourceList<Recording> recordings() {
        return new ResourceList<>(
                "/recordings",
                "recording",
                "Kind=recording",
                Recording.class,
                RecordingViews.OF_ACCOUNT,
                filters -> new RecordingFilter(
                        filters.sid("CallSid", "CA"),
                        filters.sid("ConferenceSid", "CF"),
                        filters.times("DateCreated"),
                        true),
                List.of(
                        FilterField.text("CallSid", "Call"),
                        FilterField.text("ConferenceSid", "Conference"),
                        FilterField.text("DateCreated", "Day (UTC)")),
                List.of(
                        new Column<>("Created", NARROW, (row, now) -> Cell.time(row.dateCreated(), now)),
                        new Column<>(
                                "Status",
                                NARROW,
                                (row, now) -> Cell.status(row.progress().status())),
                        new Column<>("Recording", "", (row, now) -> Cell.sid(row.sid())),
                        new Column<>("Call", "", (row, now) -> Cell.sid(row.callSid())),
                        new Column<>("Lasts", NARROW, (row, now) -> duration(row.duration()))),
                "No recording is known here yet. To see them, paste the URL of the page \"Set-up\" as RecordingStatusCallback.");
    }

    ResourceList<Conference> conferences() {
        return new ResourceList<>(
                "/conferences",
                "conference",
                "Kind=conference&Kind=participant",
                Conference.class,
                ConferenceViews.CONFERENCE,
                filters -> new ConferenceFilter(
                        filters.text("FriendlyName"),
                        filters.oneOf("Status", List.of("init", "in-progress", "completed")),
                        filters.times("DateCreated"),
                        filters.times("DateUpdated")),
                List.of(
                        FilterField.oneOf("Status", "Status", List.of("init", "in-progress", "completed")),
                        FilterField.text("FriendlyName", "Name"),
                        FilterField.text("DateCreated", "Day (UTC)")),
                List.of(
                        new Column<>("Created", NARROW, (row, now) -> Cell.time(row.dateCreated(), now)),
                        new Column<>(
                                "Status",
                                NARROW,
                                (row, now) -> Cell.status(row.progress().status())),
                        new Column<>("Name", WIDE, (row, now) -> Cell.text(row.friendlyName())),
                        new Column<>("Conference", "", (row, now) -> Cell.sid(row.sid()))),
                "No conference is known here yet. To see them, paste the URL of the page \"Set-up\" as statusCallback of <Conference>.");
    }

    ResourceList<Alert> alerts() {
        return new ResourceList<>(
                "/alerts",
                "alert",
                "Kind=debugger",
                Alert.class,
                AlertViews.IN_LIST,
                filters -> new AlertFilter(
                        filters.oneOf("LogLevel", AlertViews.LOG_LEVELS),
                        filters.text("ResourceSid"),
                        filters.interval("StartDate", "EndDate")),
                List.of(
                        FilterField.oneOf("LogLevel", "Level", AlertViews.LOG_LEVELS),
                        FilterField.text("ResourceSid", "About"),
                        FilterField.text("StartDate", "From day (UTC)"),
                        FilterField.text("EndDate", "To day (UTC)")),
                List.of(
                        new Column<>("When", NARROW, (row, now) -> Cell.time(row.dateCreated(), now)),
                        new Column<>("Level", NARROW, (row, now) -> Cell.status(row.logLevel())),
                        new Column<>("Error", "middle", (row, now) -> error(row.errorCode())),
                        new Column<>("About", "", (row, now) -> Cell.sid(row.resourceSid())),
                        new Column<>("Request", WIDE, (row, now) -> Cell.text(row.requestUrl()))),
                "No Debugger event has ever come. To get them, paste the URL of the page \"Set-up\" into Twilio's Console, Monitor, Debugger, Webhook.");
    }

    private Cell error(@Nullable String code) {
        return code == null ? Cell.text(null) : Cell.explained(code, errors.meaning(code));
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }

    private static Cell duration(@Nullable Duration duration) {
        return Cell.text(duration == null ? null : Spans.exact(duration));
    }
}
