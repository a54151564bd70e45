package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Digest;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of Twilio's REST API: an entry for each resource. The same answer gives the same entry, and the same resources follow from its event
 * when the log is replayed. An answer says the same whenever and at whatever address it was asked for, so its event has the same digest; but that to an update is
 * an event of its own each time. Stateless.
 */
public final class AnswerReader {
    private AnswerReader() {}

    /**
     * Reads the answer to a request for one resource, or one row of a list.
     *
     * @param sid the SID that was asked for, of a participant that of its call; null for rows of lists, and where another name was asked for
     * @param json of the one resource, kept character by character
     * @throws UnexpectedAnswerException when it is no JSON, or no resource of that kind, or has another SID than was asked for, or none, or belongs to
     *     another account
     */
    public static Entry resource(Inquiry inquiry, ResourceKind kind, @Nullable String sid, String json)
            throws UnexpectedAnswerException {
        JsonNode resource = Json.parse(json);
        if (resource == null || !resource.isObject()) {
            throw new UnexpectedAnswerException("the answer is no JSON object");
        }
        String named = kind.sid(resource);
        String subject = kind.subject(resource);
        if (named == null || subject == null || ResourceKind.of(resource).orElse(null) != kind) {
            throw new UnexpectedAnswerException("the answer is no resource of the list " + kind.listKey());
        }
        if (sid != null && !sid.equals(named)) {
            throw new UnexpectedAnswerException("the answer is about another SID than " + sid);
        }
        if (!inquiry.accountSid().equals(Json.text(resource, "account_sid"))) {
            throw new UnexpectedAnswerException("the answer is of another account than " + inquiry.accountSid());
        }
        return entry(
                inquiry, kind.eventKind(resource), subject, inquiry.target(), json, digest(inquiry, kind, resource));
    }

    /** A participant can be removed as often as they join. */
    private static Digest deletionDigest(Inquiry inquiry, ResourceKind kind, String sid) {
        String moment =
                kind == ResourceKind.PARTICIPANT ? " " + inquiry.askedAt().truncatedTo(ChronoUnit.MILLIS) : "";
        return EventDigest.ofText("DELETE " + sid + moment);
    }

    private static Digest digest(Inquiry inquiry, ResourceKind kind, JsonNode resource) {
        String last = AnsweredDeletion.lastSegment(path(inquiry.target()));
        // a participant may be named by a label
        boolean isOfOne = kind == ResourceKind.PARTICIPANT ? !last.equals("Participants") : kind.isNamedBy(last);
        return inquiry.method().equals("POST") && isOfOne
                ? EventDigest.ofUpdate(resource, inquiry.askedAt().truncatedTo(ChronoUnit.MILLIS))
                : EventDigest.ofAnswer(resource);
    }

    /** Returns the SID of a resource, of a participant that of its call; null where it names none of its kind, or is no JSON. */
    public static @Nullable String sid(ResourceKind kind, String json) {
        JsonNode resource = Json.parse(json);
        return resource == null ? null : kind.sid(resource);
    }

    /** Returns the account that a resource says it belongs to; null where it names none, or is no JSON. */
    public static @Nullable String accountSid(String json) {
        return Json.text(Json.parse(json), "account_sid");
    }

    /**
     * Reads the answer to a DELETE that says that there is no such resource any more: 204, or 404 with code 20404. That to another request says nothing
     * of the kind. The resource stays deleted, whatever is told of it before or after; but a participant leaves by it, and may join again.
     *
     * @param inquiry whose target ends in the SID of the resource, with or without extension
     * @param parentSid the SID of the message that media belong to, or of the conference of a participant; null for all other kinds
     * @param sid of the resource, of a participant that of its call
     * @throws IllegalArgumentException when such a resource cannot be deleted, a SID is none of its kind, or the target names another
     */
    public static Entry deletion(Inquiry inquiry, ResourceKind kind, @Nullable String parentSid, String sid) {
        String target = path(inquiry.target());
        ResourceKind parent = switch (kind) {
            case MEDIA -> ResourceKind.MESSAGE;
            case PARTICIPANT -> ResourceKind.CONFERENCE;
            default -> null;
        };
        String subject = parent == null ? sid : parentSid;
        boolean isSubject = parent == null ? parentSid == null : parent.isNamedBy(parentSid);
        if (!kind.isDeletable()
                || !isSubject
                || !kind.isNamedBy(sid)
                || !sid.equals(AnsweredDeletion.lastSegment(target))) {
            throw new IllegalArgumentException("no deletion of " + kind.listKey() + " at " + target);
        }
        return entry(
                inquiry, kind.eventKind(), String.valueOf(subject), target, "", deletionDigest(inquiry, kind, sid));
    }

    private static Entry entry(
            Inquiry inquiry, EventKind kind, String subject, String target, String json, Digest digest) {
        return aged(Projector.replay(new Event(
                inquiry.accountSid(),
                kind,
                subject,
                EventSource.API,
                // as exact as the log keeps it, so that a replay says the same
                inquiry.receivedAt().truncatedTo(ChronoUnit.MILLIS),
                inquiry.askedAt().truncatedTo(ChronoUnit.MILLIS),
                json.isEmpty() ? "DELETE" : inquiry.method(),
                RawBytes.ascii(target),
                PayloadFormat.JSON,
                json,
                null,
                digest,
                null)));
    }

    /** Lets an answer age from the last date that Twilio tells of the resource. A deletion is news when it comes. */
    private static Entry aged(Entry entry) {
        Event event = entry.event();
        return event.payload().isEmpty()
                ? entry
                : entry.resources().stream()
                        .flatMap(resource -> Stream.of(resource.dateCreated(), resource.dateUpdated()))
                        .max(Comparator.naturalOrder())
                        .filter(moment -> moment.isBefore(event.receivedAt()))
                        .map(moment -> entry.withEvent(event.withAgedAt(moment.truncatedTo(ChronoUnit.MILLIS))))
                        .orElse(entry);
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
