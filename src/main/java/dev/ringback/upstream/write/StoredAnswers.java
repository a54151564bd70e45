package dev.ringback.upstream.write;

import dev.ringback.model.Entry;
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
 * Stores the answers to writes as events with the source {@code api}: resources in JSON, and deletions. What was asked for in another format is left to
 * callbacks. Safe for use by many threads.
 */
public final class StoredAnswers implements AnsweredWrites {
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final AnswerSink sink;
    private final RefusedAnswers refusedAnswers;

    public StoredAnswers(AnswerSink sink, RefusedAnswers refusedAnswers) {
        this.sink = sink;
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
        return write.wantsJson() ? stored(write, kind.get(), inquiry, answer) : NOTHING;
    }

    private CompletableFuture<Void> deleted(Write write, ResourceKind kind, Inquiry inquiry) {
        String sid = kind == ResourceKind.PARTICIPANT ? sid(write, "CallSid") : write.names().get("Sid");
        if (!kind.isDeletable() || sid == null) {
            return NOTHING;
        }
        String parentSid =
                switch (kind) {
                    case MEDIA -> write.names().get("MessageSid");
                    case PARTICIPANT -> write.names().get("ConferenceSid");
                    default -> null;
                };
        return sink.store(List.of(AnswerReader.deletion(inquiry, kind, parentSid, sid)));
    }

    private CompletableFuture<Void> stored(Write write, ResourceKind kind, Inquiry inquiry, UpstreamAnswer answer) {
        Entry entry;
        try {
            entry = AnswerReader.resource(inquiry, kind, named(write), answer.text());
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
