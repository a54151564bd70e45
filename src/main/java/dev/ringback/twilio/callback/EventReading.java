package dev.ringback.twilio.callback;

import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Parameters;
import dev.ringback.model.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The content of a stored event, read back from what was kept of the request.
 *
 * @param kind by the rules of this version, whatever was stored
 * @param parameters Twilio's parameters; of a CloudEvent its data, under the names a callback would use
 * @param tags the parameters the user added to the callback URL
 * @param subject what its status is the status of: a SID, or a conference's and a call's for a participant
 * @param progress the status it reports with its place in the order, or null where it reports none
 */
public record EventReading(
        EventKind kind,
        Parameters parameters,
        Parameters tags,
        String subject,
        @Nullable Progress progress) {

    public static EventReading of(Event event) {
        TwilioParameters.Split split = TwilioParameters.of(event);
        Event today = event.withKind(Projector.kind(event, split));
        return new EventReading(
                today.kind(),
                split.parameters(),
                split.tags(),
                subject(today, split.parameters()),
                Projector.progress(today, split.parameters()));
    }

    private static String subject(Event event, Parameters parameters) {
        if (event.kind() != EventKind.PARTICIPANT) {
            return event.sid();
        }
        // an answer that a participant was removed has nothing but its address
        String callSid = event.source() == EventSource.API && event.payload().isEmpty()
                ? AnsweredDeletion.lastSegment(event.target())
                : parameters.get("CallSid");
        return event.sid() + "/" + callSid;
    }
}
