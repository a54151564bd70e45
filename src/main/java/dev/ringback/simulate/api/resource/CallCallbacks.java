package dev.ringback.simulate.api.resource;

import dev.ringback.model.Call;
import dev.ringback.model.EventKind;
import dev.ringback.simulate.api.state.CallbackTarget;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import dev.ringback.simulate.traffic.CallLeg;
import dev.ringback.simulate.traffic.Form;
import dev.ringback.simulate.traffic.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** Tells the callback of a call how it goes. Only {@code completed} is told to who has not asked for more. */
final class CallCallbacks {
    /** What {@code StatusCallbackEvent} may ask for. */
    static final Set<String> EVENTS = Set.of("initiated", "ringing", "answered", "completed");

    private static final Set<String> BY_DEFAULT = Set.of("completed");

    private final World world;

    CallCallbacks(World world) {
        this.world = world;
    }

    /**
     * Sends a callback, where somebody wants it.
     *
     * @param event by which name it is asked for
     * @param status which status it tells
     */
    void tell(Held<Call> held, String event, String status, Instant at) {
        Call call = held.resource();
        CallbackTarget target = held.callback();
        if (target != null && target.wants(event, BY_DEFAULT)) {
            int sequenceNumber = held.callbacks();
            world.shelves().calls().update(call.sid(), Held::afterCallback);
            Form form = leg(call).status(status, sequenceNumber, at, ending(call, status));
            world.callbacks().send(EventKind.CALL_STATUS, call.accountSid(), call.sid(), target, form);
        }
    }

    private static CallLeg leg(Call call) {
        return new CallLeg(
                call.sid(),
                call.accountSid(),
                Objects.requireNonNullElse(call.from(), ""),
                Objects.requireNonNullElse(call.to(), ""),
                Objects.requireNonNullElse(call.direction(), "outbound-api"),
                call.parentCallSid(),
                Place.UNKNOWN,
                Place.UNKNOWN);
    }

    /** Twilio counts begun minutes in one parameter and seconds in the other. */
    private static Form ending(Call call, String status) {
        if (!CallStates.isOver(status)) {
            return new Form();
        }
        long seconds =
                Objects.requireNonNullElse(call.duration(), Duration.ZERO).toSeconds();
        return new Form()
                .with("Duration", (seconds + 59) / 60)
                .with("SipResponseCode", status.equals("busy") ? "486" : "200")
                .with("CallDuration", seconds);
    }
}
