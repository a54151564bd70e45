package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Entry;
import dev.ringback.twilio.TwilioDates;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads lines of Twilio's Bulk Export files: each is a resource as an answer of the REST API has it, without some of its fields. Nobody knows when a file was
 * made, so a line counts as asked for at the last date that it tells: whatever was heard later wins, and no price is taken to be null. Stateless.
 */
public final class ExportReader {
    /** The names by which exports go. */
    private static final Map<ResourceKind, String> EXPORTS = Map.of(
            ResourceKind.MESSAGE, "Messages",
            ResourceKind.CALL, "Calls",
            ResourceKind.CONFERENCE, "Conferences",
            ResourceKind.PARTICIPANT, "Participants");

    private ExportReader() {}

    /**
     * Reads a line.
     *
     * @param isOurs tells whether an account's SID is one of those that are mirrored
     * @param receivedAt when the line is read
     * @throws UnexpectedAnswerException when it is no JSON, or no resource of an export, or of another account, or tells no date or no state
     */
    public static Entry read(Predicate<String> isOurs, String json, Instant receivedAt)
            throws UnexpectedAnswerException {
        JsonNode resource = Json.parse(json);
        if (resource == null || !resource.isObject()) {
            throw new UnexpectedAnswerException("the line is no JSON object");
        }
        ResourceKind kind = ResourceKind.of(resource)
                .filter(EXPORTS::containsKey)
                .orElseThrow(
                        () -> new UnexpectedAnswerException("the line is no message, call, conference or participant"));
        String accountSid = Json.text(resource, "account_sid");
        if (accountSid == null || !isOurs.test(accountSid)) {
            throw new UnexpectedAnswerException("the line is of an account that is not in the settings");
        }
        String status = Json.text(resource, "status");
        if (status == null || status.isEmpty()) {
            // who left long ago would be shown as connected
            throw new UnexpectedAnswerException("the line tells no status");
        }
        Instant told = Stream.of("date_created", "date_updated", "date_sent", "start_time", "end_time")
                .map(name -> TwilioDates.parse(Json.text(resource, name)))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .filter(moment -> !moment.isAfter(receivedAt))
                .orElseThrow(() -> new UnexpectedAnswerException("the line tells no date in the past"));
        String target = "/v1/Exports/" + EXPORTS.get(kind) + "/Days";
        return AnswerReader.resource(new Inquiry(accountSid, "GET", target, told, receivedAt), kind, null, json);
    }
}
