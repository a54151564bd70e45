package dev.ringback.query;

import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Order;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.TimeRange;
import dev.ringback.query.TwilioLists.TwilioPage;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.rest.Extension;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.PageParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names a list as Twilio does, and knows which of its filters Twilio has.
 *
 * @param kind of what is listed; null where Ringback does not read it from Twilio
 * @param key under which a page has its rows
 * @param address of the list within its account, such as {@code Messages}
 * @param filters names of Twilio's filters, but for dates
 * @param dates names of Twilio's dates, without an operator
 * @param own names of the filters that Twilio does not have; with a point at the end what such a name begins with
 */
record TwilioList(
        @Nullable ResourceKind kind,
        String key,
        String address,
        List<String> filters,
        List<String> dates,
        List<String> own) {
    /** Lists conferences in whatever state; Ringback's own. */
    static final String ANY_STATUS = "any";

    private static final String ALERTS_PATH = "/v1/Alerts";
    private static final String START = "StartDate";
    private static final String END = "EndDate";
    private static final String STATUS = "Status";
    private static final List<String> ADDRESSES = List.of("To", "From");
    private static final List<String> MESSAGE_OWN = List.of(STATUS, "ErrorCode", "MessagingServiceSid", "Tag.");

    static final TwilioList MESSAGES =
            of(ResourceKind.MESSAGE, "Messages", ADDRESSES, List.of("DateSent")).withOwn(MESSAGE_OWN);

    /** The same messages at an old address; rows of that shape are not read. */
    static final TwilioList SMS_MESSAGES = new TwilioList(
            ResourceKind.MESSAGE, "sms_messages", "SMS/Messages", ADDRESSES, List.of("DateSent"), MESSAGE_OWN);

    static final TwilioList CALLS = of(
            ResourceKind.CALL,
            "Calls",
            List.of("To", "From", "ParentCallSid", STATUS),
            List.of("StartTime", "EndTime"));

    static final TwilioList CONFERENCES = of(
            ResourceKind.CONFERENCE,
            "Conferences",
            List.of("FriendlyName", STATUS),
            List.of("DateCreated", "DateUpdated"));

    static final TwilioList TRANSCRIPTIONS = of(ResourceKind.TRANSCRIPTION, "Transcriptions", List.of(), List.of());

    static final TwilioList RECORDINGS = of(
            ResourceKind.RECORDING,
            "Recordings",
            List.of("CallSid", "ConferenceSid", "IncludeSoftDeleted"),
            List.of("DateCreated"));

    static final TwilioList ALERTS = of(ResourceKind.ALERT, "Alerts", List.of("LogLevel", START, END), List.of());

    TwilioList {
        filters = List.copyOf(filters);
        dates = List.copyOf(dates);
        own = List.copyOf(own);
    }

    private static TwilioList of(ResourceKind kind, String address, List<String> filters, List<String> dates) {
        return new TwilioList(kind, kind.listKey(), address, filters, dates, List.of());
    }

    private TwilioList withOwn(List<String> names) {
        return new TwilioList(kind, key, address, filters, dates, names);
    }

    /** Returns the recordings of a call or of a conference. */
    static TwilioList recordingsOf(String parent) {
        return of(
                ResourceKind.RECORDING, parent + "/Recordings", List.of("IncludeSoftDeleted"), List.of("DateCreated"));
    }

    static TwilioList transcriptionsOf(String recordingSid) {
        return of(ResourceKind.TRANSCRIPTION, "Recordings/" + recordingSid + "/Transcriptions", List.of(), List.of());
    }

    static TwilioList mediaOf(String messageSid) {
        return of(ResourceKind.MEDIA, "Messages/" + messageSid + "/Media", List.of(), List.of("DateCreated"));
    }

    static TwilioList participantsOf(String conferenceSid) {
        return of(
                ResourceKind.PARTICIPANT,
                "Conferences/" + conferenceSid + "/Participants",
                List.of("Muted", "Hold", "Coaching"),
                List.of());
    }

    /** Returns the notifications of the account, or of a call. */
    static TwilioList notifications(@Nullable String callSid) {
        return new TwilioList(
                null,
                "notifications",
                callSid == null ? "Notifications" : "Calls/" + callSid + "/Notifications",
                List.of("Log"),
                List.of("MessageDate"),
                List.of());
    }

    /** Tells whether it is a list of Monitor, which has whole URLs and no extensions. */
    boolean isMonitors() {
        return kind == ResourceKind.ALERT;
    }

    /** Tells whether Twilio understands all that a request limits the list by, and has its order. */
    boolean isTwilios(FilterParameters request) {
        return request.order() == Order.NEWEST_FIRST
                && request.query().stream().noneMatch(parameter -> isOwn(parameter));
    }

    private boolean isOwn(Parameter parameter) {
        if (parameter.value().isEmpty()) {
            return false;
        }
        boolean anyStatus = kind == ResourceKind.CONFERENCE
                && parameter.name().equals(STATUS)
                && parameter.value().strip().equalsIgnoreCase(ANY_STATUS);
        return anyStatus
                || own.stream()
                        .anyMatch(name -> name.endsWith(".")
                                ? parameter.name().startsWith(name)
                                : parameter.name().equals(name));
    }

    /** Tells whether a request asks for nothing from a moment on. */
    boolean endsBefore(Instant moment, FilterParameters request) {
        TimeRange range = isMonitors() ? request.interval(START, END) : TimeRange.ALWAYS;
        for (String date : dates) {
            range = range.and(request.times(date));
        }
        Instant until = range.until();
        return until != null && !until.isAfter(moment);
    }

    /** Returns the page that a request asks for, as it came, but for what is Ringback's own. */
    TwilioPage asItCame(ApiRequest request) {
        String query = WaitParameters.withoutWait(request.ctx().queryString());
        boolean read = kind != null && kind.listKey().equals(key);
        return page(request, read ? kind : null, Extension.of(request.ctx().path()), query == null ? "" : query);
    }

    /**
     * Returns the page that a request asks for, of which Twilio answers in JSON.
     *
     * @param token of Twilio; null for the first page
     */
    TwilioPage inJson(ApiRequest request, PageRequest page, @Nullable String token) {
        List<Parameter> parameters = new ArrayList<>();
        filters.forEach(name -> add(parameters, name, request));
        for (String date : dates) {
            for (String operator : List.of("", "<", ">")) {
                add(parameters, date + operator, request);
            }
        }
        parameters.add(new Parameter(PageParameters.SIZE, Integer.toString(page.size())));
        if (token != null) {
            parameters.add(new Parameter(PageParameters.NUMBER, Integer.toString(page.number())));
            parameters.add(new Parameter(PageParameters.TOKEN, token));
        }
        TwilioList read = kind == ResourceKind.MESSAGE ? MESSAGES : this;
        return read.page(request, kind, Extension.JSON, FormEncoder.body(new Parameters(parameters)));
    }

    private static void add(List<Parameter> parameters, String name, ApiRequest request) {
        String value = ADDRESSES.contains(name)
                ? request.filters().address(name)
                : request.query().text(name);
        if (value != null) {
            parameters.add(new Parameter(name, value));
        }
    }

    private TwilioPage page(ApiRequest request, @Nullable ResourceKind rows, Extension extension, String query) {
        String path = isMonitors()
                ? ALERTS_PATH
                : "/2010-04-01/Accounts/" + request.accountSid() + '/' + address + extension.text();
        return new TwilioPage(request.accountSid(), rows, key, path, query);
    }
}
