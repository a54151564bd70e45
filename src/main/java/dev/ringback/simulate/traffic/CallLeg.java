package dev.ringback.simulate.traffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call, and the parameters that all its webhooks share.
 *
 * @param direction {@code outbound-api}, {@code outbound-dial} or {@code inbound}
 * @param parentCallSid the call that dialled this one, or null
 */
public record CallLeg(
        String sid,
        String accountSid,
        String from,
        String to,
        String direction,
        @Nullable String parentCallSid,
        Place fromPlace,
        Place toPlace) {

    static CallLeg outbound(String accountSid, SeededRandom random) {
        return new CallLeg(
                random.sid("CA"),
                accountSid,
                random.ourNumber(),
                random.theirNumber(),
                "outbound-api",
                null,
                Place.KNOWN.get(0),
                Place.any(random));
    }

    static CallLeg inbound(String accountSid, SeededRandom random) {
        return new CallLeg(
                random.sid("CA"),
                accountSid,
                random.theirNumber(),
                random.ourNumber(),
                "inbound",
                null,
                Place.any(random),
                Place.KNOWN.get(0));
    }

    /** The leg that this call opens by {@code <Dial>}; it shows the caller's number. */
    CallLeg dial(SeededRandom random) {
        return new CallLeg(
                random.sid("CA"),
                accountSid,
                from,
                random.theirNumber(),
                "outbound-dial",
                sid,
                fromPlace,
                Place.any(random));
    }

    /**
     * A status callback, in the order of names in which Twilio sends them: by no rule that could be seen.
     *
     * @param ending what only the last callback has; empty before
     */
    public Form status(String status, int sequenceNumber, Instant at, Form ending) {
        return new Form()
                .with("Called", to)
                .withIfKnown("ParentCallSid", parentCallSid)
                .with("ToState", toPlace.state())
                .with("CallerCountry", fromPlace.country())
                .with("Direction", direction)
                .withRfc2822("Timestamp", at)
                .with("CallbackSource", "call-progress-events")
                .with("CallerState", fromPlace.state())
                .with("ToZip", toPlace.zip())
                .with("SequenceNumber", sequenceNumber)
                .with("To", to)
                .with("CallSid", sid)
                .with("ToCountry", toPlace.country())
                .with("CallerZip", fromPlace.zip())
                .with("CalledZip", toPlace.zip())
                .with("ApiVersion", "2010-04-01")
                .with("CallStatus", status)
                .with("CalledCity", toPlace.city())
                .withAll(ending)
                .with("From", from)
                .with("AccountSid", accountSid)
                .with("CalledCountry", toPlace.country())
                .with("CallerCity", fromPlace.city())
                .with("ToCity", toPlace.city())
                .with("FromCountry", fromPlace.country())
                .with("Caller", from)
                .with("FromCity", fromPlace.city())
                .with("CalledState", toPlace.state())
                .with("FromZip", fromPlace.zip())
                .with("FromState", fromPlace.state());
    }
}
