package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.EventKind;
import dev.ringback.twilio.Sid;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of resources whose answers Ringback reads. */
public enum ResourceKind {
    MESSAGE("messages", "SM", "MM"),
    MEDIA("media_list", "ME"),
    CALL("calls", "CA"),
    RECORDING("recordings", "RE"),
    TRANSCRIPTION("transcriptions", "TR"),
    CONFERENCE("conferences", "CF"),
    /** Has no SID of its own: within a conference that of the call stands for it. */
    PARTICIPANT("participants", "CA"),
    ALERT("alerts", "NO");

    private final String listKey;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final List<String> prefixes;

    ResourceKind(String listKey, String... prefixes) {
        this.listKey = listKey;
        this.prefixes = List.of(prefixes);
    }

    /** The name under which a list page has its rows. */
    public String listKey() {
        return listKey;
    }

    /** Whether Twilio takes a DELETE of such a resource. Who is deleted as a participant leaves the conference, and stays a participant that left. */
    public boolean isDeletable() {
        return switch (this) {
            case MESSAGE, MEDIA, CALL, RECORDING, TRANSCRIPTION, PARTICIPANT -> true;
            case CONFERENCE, ALERT -> false;
        };
    }

    /** Whether a text has the shape of a SID of this kind. */
    boolean isNamedBy(@Nullable String sid) {
        return Sid.isSid(sid, prefixes.toArray(String[]::new));
    }

    /** Recognises what an answer is the JSON of; empty for anything else. */
    static Optional<ResourceKind> of(JsonNode json) {
        String sid = Json.text(json, "sid");
        if (sid == null) {
            return CALL.isNamedBy(Json.text(json, "call_sid"))
                            && CONFERENCE.isNamedBy(Json.text(json, "conference_sid"))
                    ? Optional.of(PARTICIPANT)
                    : Optional.empty();
        }
        return List.of(MESSAGE, MEDIA, CALL, RECORDING, TRANSCRIPTION, CONFERENCE, ALERT).stream()
                .filter(kind -> kind.isNamedBy(sid))
                // the Notification resource has the same SIDs
                .filter(kind -> kind != ALERT || json.has("log_level"))
                .findFirst();
    }

    /** Returns the SID of a resource, or of the call of a participant; null where it names none. */
    @Nullable
    String sid(JsonNode json) {
        String sid = Json.text(json, this == PARTICIPANT ? "call_sid" : "sid");
        return isNamedBy(sid) ? sid : null;
    }

    /** Returns the SID that events about a resource are filed under: of what has a place within another, the other's. Null where it names none. */
    @Nullable
    String subject(JsonNode json) {
        return switch (this) {
            case MEDIA -> named(MESSAGE, json, "parent_sid");
            case PARTICIPANT -> named(CONFERENCE, json, "conference_sid");
            default -> sid(json);
        };
    }

    private static @Nullable String named(ResourceKind kind, JsonNode json, String name) {
        String sid = Json.text(json, name);
        return kind.isNamedBy(sid) ? sid : null;
    }

    /** The kind of an event that tells of a resource. */
    EventKind eventKind(JsonNode json) {
        return this == MESSAGE && "inbound".equals(Json.text(json, "direction"))
                ? EventKind.INBOUND_MESSAGE
                : eventKind();
    }

    /** The kind of an event that tells of some resource of this kind. */
    EventKind eventKind() {
        return switch (this) {
            case MESSAGE -> EventKind.MESSAGE_STATUS;
            case MEDIA -> EventKind.MEDIA;
            case CALL -> EventKind.CALL_STATUS;
            case RECORDING -> EventKind.RECORDING;
            case TRANSCRIPTION -> EventKind.TRANSCRIPTION;
            case CONFERENCE -> EventKind.CONFERENCE;
            case PARTICIPANT -> EventKind.PARTICIPANT;
            case ALERT -> EventKind.DEBUGGER;
        };
    }
}
