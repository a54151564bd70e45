package dev.ringback.upstream.doubt;

import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Message;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import dev.ringback.storage.DoubtStore.Sought;
import dev.ringback.twilio.callback.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Describes a state that is not the last one of a resource.
 *
 * @param status as Twilio spells it
 * @param most how long a resource may be in that state, without anything being heard of it, before it is in doubt
 */
public record OpenState(ResourceKind kind, Class<? extends Resource> type, String status, Duration most)
        implements DoubtReason {
    /** Twilio lists messages so far back, and no other kind for certain. */
    public static final Duration REACH = Duration.ofDays(400);

    /** Twilio advises to fetch a message without a final status after that; one that waits is failed by its validity of 10 hours at most. */
    private static final Duration MESSAGE = Duration.ofHours(12);

    /** A message can be scheduled 35 days ahead. */
    private static final Duration SCHEDULED = Duration.ofDays(36);

    /** A call lasts 24 hours at most, and so do its recording and the conference that nobody else is in; it may be queued as long. */
    private static final Duration CALL = Duration.ofHours(25);

    /** What Twilio does by itself in seconds or minutes: it rings for ten minutes at most. */
    private static final Duration SHORT = Duration.ofHours(1);

    private static final List<OpenState> ALL = List.of(
            message("accepted", MESSAGE),
            message("queued", MESSAGE),
            message("sending", MESSAGE),
            message("sent", MESSAGE),
            message("partially_delivered", MESSAGE),
            message("scheduled", SCHEDULED),
            message("receiving", SHORT),
            call("queued", CALL),
            call("initiated", SHORT),
            call("ringing", SHORT),
            call("in-progress", CALL),
            recording("in-progress", CALL),
            recording("paused", CALL),
            recording("stopped", SHORT),
            recording("processing", SHORT),
            new OpenState(ResourceKind.TRANSCRIPTION, Transcription.class, "in-progress", SHORT),
            new OpenState(ResourceKind.CONFERENCE, Conference.class, "init", CALL),
            new OpenState(ResourceKind.CONFERENCE, Conference.class, "in-progress", CALL));

    private static OpenState message(String status, Duration most) {
        return new OpenState(ResourceKind.MESSAGE, Message.class, status, most);
    }

    private static OpenState call(String status, Duration most) {
        return new OpenState(ResourceKind.CALL, Call.class, status, most);
    }

    private static OpenState recording(String status, Duration most) {
        return new OpenState(ResourceKind.RECORDING, Recording.class, status, most);
    }

    /** Returns all of them. */
    public static List<OpenState> all() {
        return ALL;
    }

    /** Tells whether a resource is in a state that is not the last one. */
    static boolean isOpen(Resource resource) {
        return ALL.stream()
                .anyMatch(state -> state.type.isInstance(resource)
                        && state.status.equals(resource.progress().status()));
    }

    @Override
    public String reason() {
        return kind.name().toLowerCase(Locale.ROOT) + ' ' + status;
    }

    @Override
    public Sought of(String accountSid, Instant now) {
        return new Sought(accountSid, type, Set.of(status), now.minus(REACH), now.minus(most));
    }
}
