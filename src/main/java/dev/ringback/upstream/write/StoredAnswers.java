package dev.ringback.upstream.write;

import dev.ringback.model.Entry;
import dev.ringback.model.Message;
import dev.ringback.model.Participant;
import dev.ringback.storage.ParticipantFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.callback.AnswerReader;
import dev.ringback.twilio.callback.Inquiry;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.RefusedAnswers;
import dev.ringback.upstream.UpstreamAnswer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stores the answers to writes as events with the source {@code api}: resources in JSON, and deletions and redactions in any format. What else was asked
 * for in another format is left to callbacks. Safe for use by many threads.
 */
public final class StoredAnswers implements AnsweredWrites {
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final AnswerSink sink;
    private final RefusedAnswers refusedAnswers;
    private final ResourceStore resources;

    public StoredAnswers(AnswerSink sink, RefusedAnswers refusedAnswers, ResourceStore resources) {
        this.sink = sink;
        this.resources = resources;
        this.refusedAnswers = refusedAnswers;
    }

    @Override
    public CompletableFuture<Void> store(Write write, UpstreamAnswer answer) {
        Optional<ResourceKind> kind = kind(write.kind());
        if (kind.isEmpty()) {
            return NOTHING;
        }
        Inquiry inquiry = new Inquiry(
                write.accountSid(), write.kind().method(), write.path(), answer.askedAt(), answer.receivedAt());
        if (write.kind().isDeletion()) {
            return deleted(write, kind.get(), inquiry);
        }
        if (write.wantsJson()) {
            return stored(write, kind.get(), inquiry, answer.text());
        }
        return isRedaction(write) ? redacted(write, inquiry) : NOTHING;
    }

    private static boolean isRedaction(Write write) {
        return write.kind() == WriteKind.MESSAGE_UPDATE
                && "".equals(write.parameters().get("Body"));
    }

    /** The text of a message that Ringback knows goes whatever the format of the answer, which says no more than that it is gone. */
    private CompletableFuture<Void> redacted(Write write, Inquiry inquiry) {
        String sid = sid(write, "Sid");
        if (sid == null
                || resources.find(Message.class, write.accountSid(), sid).isEmpty()) {
            return NOTHING;
        }
        String json = "{\"sid\":\"" + sid + "\",\"account_sid\":\"" + write.accountSid() + "\",\"body\":\"\"}";
        return stored(write, ResourceKind.MESSAGE, inquiry, json);
    }

    private CompletableFuture<Void> deleted(Write write, ResourceKind kind, Inquiry inquiry) {
        if (kind == ResourceKind.PARTICIPANT) {
            return removed(write, inquiry);
        }
        String sid = write.names().get("Sid");
        if (!kind.isDeletable() || sid == null) {
            return NOTHING;
        }
        String parentSid = kind == ResourceKind.MEDIA ? write.names().get("MessageSid") : null;
        return sink.store(List.of(AnswerReader.deletion(inquiry, kind, parentSid, sid)));
    }

    /** Who is removed may be named by their label, which says nothing once they have left: the call that has it now is meant. */
    private CompletableFuture<Void> removed(Write write, Inquiry inquiry) {
        String conferenceSid = sid(write, "ConferenceSid");
        String named = write.names().get("CallSid");
        if (conferenceSid == null || named == null) {
            return NOTHING;
        }
        String callSid = Sid.isSid(named, "CA")
                ? named
                : resources
                        .findAny(
                                write.accountSid(),
                                ParticipantFilter.of(conferenceSid).withLabel(named))
                        .map(Participant::callSid)
                        .orElse(null);
        if (callSid == null) {
            return NOTHING;
        }
        String target = inquiry.target();
        Inquiry ofCall = new Inquiry(
                inquiry.accountSid(),
                inquiry.method(),
                target.substring(0, target.lastIndexOf('/') + 1) + callSid,
                inquiry.askedAt(),
                inquiry.receivedAt());
        return sink.store(List.of(AnswerReader.deletion(ofCall, ResourceKind.PARTICIPANT, conferenceSid, callSid)));
    }

    private CompletableFuture<Void> stored(Write write, ResourceKind kind, Inquiry inquiry, String json) {
        Entry entry;
        try {
            entry = AnswerReader.resource(inquiry, kind, named(write), json);
        } catch (UnexpectedAnswerException unexpected) {
            refusedAnswers.add(write.accountSid(), Purpose.WRITE, String.valueOf(unexpected.getMessage()));
            return NOTHING;
        }
        return sink.store(List.of(entry));
    }

    /** Null for a create, and where the path has another name than the SID. */
    private static @Nullable String named(Write write) {
        return switch (write.kind()) {
            case MESSAGE_UPDATE, CALL_UPDATE, CALL_RECORDING_UPDATE, CONFERENCE_RECORDING_UPDATE, CONFERENCE_UPDATE ->
                sid(write, "Sid");
            case PARTICIPANT_UPDATE -> sid(write, "CallSid");
            default -> null;
        };
    }

    private static @Nullable String sid(Write write, String name) {
        String named = write.names().get(name);
        return Sid.isSid(named) ? named : null;
    }

    /** Empty where Ringback keeps no such resource. */
    private static Optional<ResourceKind> kind(WriteKind kind) {
        return switch (kind) {
            case MESSAGE_CREATE, MESSAGE_UPDATE, MESSAGE_DELETE -> Optional.of(ResourceKind.MESSAGE);
            case MEDIA_DELETE -> Optional.of(ResourceKind.MEDIA);
            case CALL_CREATE, CALL_UPDATE, CALL_DELETE -> Optional.of(ResourceKind.CALL);
            case CALL_RECORDING_CREATE,
                    CALL_RECORDING_UPDATE,
                    CALL_RECORDING_DELETE,
                    CONFERENCE_RECORDING_UPDATE,
                    CONFERENCE_RECORDING_DELETE,
                    RECORDING_DELETE -> Optional.of(ResourceKind.RECORDING);
            case CONFERENCE_UPDATE -> Optional.of(ResourceKind.CONFERENCE);
            case PARTICIPANT_CREATE, PARTICIPANT_UPDATE, PARTICIPANT_DELETE -> Optional.of(ResourceKind.PARTICIPANT);
            case TRANSCRIPTION_DELETE, RECORDING_TRANSCRIPTION_DELETE -> Optional.of(ResourceKind.TRANSCRIPTION);
            case MESSAGE_FEEDBACK, REALTIME_TRANSCRIPTION_CREATE, REALTIME_TRANSCRIPTION_UPDATE -> Optional.empty();
        };
    }
}
