package dev.ringback.dashboard.resource;

import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.State;
import dev.ringback.dashboard.text.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the page of one resource shows.
 *
 * @param noun for its kind, as {@code Message}
 * @param sentence says how it stands, and why
 * @param advice says what to do about its error; empty for nothing
 * @param moreInfo address of Twilio's explanation of the error; null where there is no error
 * @param facts tell the most important about it
 * @param body text of a message; null for all else and where it is not known
 * @param sound address of a recording that can be played; null where there is none
 * @param exchange the request and the answer that an alert is about; null for all else
 * @param isCut whether there are more events than shown
 * @param mayAskTwilio whether Twilio can be asked for fields that are not known
 * @param json address of the resource in the API
 * @param timelineJson address of its events in the API
 */
public record ResourcePageView(
        String noun,
        String sid,
        Status status,
        String sentence,
        String advice,
        @Nullable String moreInfo,
        List<Fact> facts,
        @Nullable String body,
        @Nullable String sound,
        @Nullable Exchange exchange,
        List<Related> related,
        List<TimelineLine> timeline,
        boolean isCut,
        List<FieldLine> fields,
        boolean mayAskTwilio,
        String json,
        String timelineJson) {
    public ResourcePageView {
        facts = List.copyOf(facts);
        related = List.copyOf(related);
        timeline = List.copyOf(timeline);
        fields = List.copyOf(fields);
    }

    /** Tells whether more events are to be expected, for which there is room then. */
    public boolean isUnderWay() {
        return status.state() == State.MOVING;
    }

    /**
     * Holds one of the most important facts.
     *
     * @param link to the list of all with the same; null where there is none
     * @param moment in the place of a text; null where it is none
     */
    public record Fact(
            String name,
            String text,
            @Nullable String link,
            @Nullable Moment moment) {}

    /**
     * Holds a field.
     *
     * @param name as Twilio spells it in JSON
     * @param isUnknown whether Twilio may have a value that nothing has told; the text says so
     */
    public record FieldLine(String name, String text, boolean isUnknown, boolean isNone) {}

    /**
     * Holds a link to something that belongs to the resource.
     *
     * @param what says what it is, as {@code Recording}
     */
    public record Related(String what, String sid, String link, Status status) {}

    /**
     * Holds the request and the answer that an alert is about.
     *
     * @param request line of the request; empty where it is not known
     */
    public record Exchange(
            String request,
            List<Pair> requestVariables,
            List<Pair> requestHeaders,
            List<Pair> responseHeaders,
            String responseBody,
            List<Pair> alertText) {
        public Exchange {
            requestVariables = List.copyOf(requestVariables);
            requestHeaders = List.copyOf(requestHeaders);
            responseHeaders = List.copyOf(responseHeaders);
            alertText = List.copyOf(alertText);
        }
    }

    /** Holds a name with its value. */
    public record Pair(String name, String value) {}

    /**
     * Holds an event.
     *
     * @param after how long after the first event it came
     * @param lag how long it was on its way to us; empty where that is not known
     * @param source how it reached us, in words
     * @param effect says where it changed nothing, and why; empty where it did
     * @param problem why not all of it could be read; empty where all is well
     * @param subject link to what it is about, where that is another resource; null where it is this one
     * @param json address of what came, where the page has no more place for it; else null
     */
    public record TimelineLine(
            long id,
            Moment moment,
            String after,
            String lag,
            String kind,
            @Nullable Status status,
            String source,
            String effect,
            String arrivals,
            String problem,
            @Nullable String subjectSid,
            @Nullable String subject,
            List<Pair> parameters,
            String data,
            @Nullable String json) {
        public TimelineLine {
            parameters = List.copyOf(parameters);
        }
    }
}
