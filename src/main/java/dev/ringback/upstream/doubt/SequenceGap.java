package dev.ringback.upstream.doubt;

import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Resource;
import dev.ringback.storage.DoubtStore.Sought;
import dev.ringback.twilio.callback.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Describes resources that are over and of which an event is missing: a lower {@code SequenceNumber} than one that came has not come. A last answer of
 * Twilio closes all holes.
 *
 * @param finals statuses of resources that are over: those under way are in doubt for {@link OpenState their status}
 */
public record SequenceGap(ResourceKind kind, Class<? extends Resource> type, Set<String> finals)
        implements DoubtReason {
    /** The name of this reason. */
    public static final String REASON = "sequence-gap";

    /** Twilio's events overtake each other by seconds; a webhook that failed is repeated within minutes, where its URL asks for it. */
    static final Duration MOST = Duration.ofHours(1);

    private static final List<SequenceGap> ALL = List.of(
            new SequenceGap(
                    ResourceKind.CALL, Call.class, Set.of("completed", "busy", "failed", "no-answer", "canceled")),
            new SequenceGap(ResourceKind.CONFERENCE, Conference.class, Set.of("completed")));

    public SequenceGap {
        finals = Set.copyOf(finals);
    }

    /** Returns all of them. */
    public static List<SequenceGap> all() {
        return ALL;
    }

    @Override
    public String reason() {
        return REASON;
    }

    /** Returns how long nothing may have been heard of such a resource before it is in doubt. */
    public Duration most() {
        return MOST;
    }

    @Override
    public Sought of(String accountSid, Instant now) {
        return new Sought(accountSid, type, finals, now.minus(OpenState.REACH), now.minus(MOST), true);
    }
}
