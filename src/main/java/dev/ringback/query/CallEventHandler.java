package dev.ringback.query;

import dev.ringback.model.Call;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.PayloadFormat;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.CallbackAnswer;
import dev.ringback.twilio.callback.EventReading;
import dev.ringback.twilio.rest.CallEvent;
import dev.ringback.twilio.rest.CallEventViews;
import dev.ringback.twilio.signature.RequestUrls;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /Calls/{CallSid}/Events}: the requests that Twilio sent for a call, as far as they came to us; oldest first. Those to your own
 * application are known to Twilio alone.
 */
public final class CallEventHandler {
    private static final int CHUNK = 1000;
    /** No call has that many callbacks; a hostile one shall not fill the memory. */
    private static final int MOST = 10_000;

    private final ResourceStore resources;
    private final EventStore events;
    private final RequestUrls urls;
    private final Answers answers;

    /** @param urls from the settings of the callback door */
    public CallEventHandler(ResourceStore resources, EventStore events, RequestUrls urls, Answers answers) {
        this.resources = resources;
        this.events = events;
        this.urls = urls;
        this.answers = answers;
    }

    /** 404 for an unknown call. */
    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        String callSid = request.sid("CallSid", "CA");
        if (resources.find(Call.class, request.accountSid(), callSid).isEmpty()) {
            throw ApiRequest.notFound(ctx);
        }
        Map<CallEvent, LoggedEvent> found = new LinkedHashMap<>();
        for (LoggedEvent logged : requests(request.accountSid(), callSid)) {
            found.put(callEvent(logged), logged);
        }
        Page<CallEvent> shown = InMemoryPages.page(List.copyOf(found.keySet()), CallEvent::key, page);
        answers.list(
                request,
                CallEventViews.CALL_EVENT,
                page,
                shown,
                Provenance.ofEvents(shown.items().stream().map(found::get).toList()));
    }

    private List<LoggedEvent> requests(String accountSid, String callSid) {
        List<LoggedEvent> requests = new ArrayList<>();
        long after = 0;
        List<LoggedEvent> chunk;
        do {
            chunk = events.timeline(List.of(accountSid), callSid, after, CHUNK);
            for (LoggedEvent logged : chunk) {
                after = logged.id();
                if (isRequestForCall(logged.event())) {
                    requests.add(logged);
                }
            }
        } while (chunk.size() == CHUNK && requests.size() < MOST);
        return requests;
    }

    /** Neither a Debugger event about the call nor what a sink was sent is a request of the call itself. */
    private static boolean isRequestForCall(Event event) {
        return event.source() == EventSource.CALLBACK
                && event.format() == PayloadFormat.FORM
                && event.kind() != EventKind.DEBUGGER;
    }

    private CallEvent callEvent(LoggedEvent logged) {
        Event event = logged.event();
        CallbackAnswer answer = CallbackAnswer.to(event.kind());
        return new CallEvent(
                logged.id(),
                event.method(),
                urls.configured(event.target()).stream().findFirst().orElse(event.target()),
                EventReading.of(event).parameters(),
                answer.status(),
                answer.contentType(),
                answer.body(),
                event.receivedAt());
    }
}
