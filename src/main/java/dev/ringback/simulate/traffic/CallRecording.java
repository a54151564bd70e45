package dev.ringback.simulate.traffic;

import java.time.Duration;
import java.time.Instant;

/**
 * A recording of a call or of a conference, and its callbacks.
 *
 * @param owner name of the parameter that says what is recorded: {@code CallSid}, or {@code ConferenceSid} and then no {@code CallSid}
 * @param ownerSid that parameter's value
 */
public record CallRecording(
        String sid, String accountSid, String owner, String ownerSid, String source, int channels, Instant start) {

    static CallRecording ofCall(CallLeg leg, String source, int channels, Instant start, SeededRandom random) {
        return new CallRecording(random.sid("RE"), leg.accountSid(), "CallSid", leg.sid(), source, channels, start);
    }

    static CallRecording ofConference(String accountSid, String conferenceSid, Instant start, SeededRandom random) {
        return new CallRecording(random.sid("RE"), accountSid, "ConferenceSid", conferenceSid, "Conference", 1, start);
    }

    /** Without an extension: the reader adds {@code .mp3} or {@code .wav}. */
    public String url() {
        return "https://api.twilio.com/2010-04-01/Accounts/" + accountSid + "/Recordings/" + sid;
    }

    public Form inProgress() {
        return status("in-progress", new Form());
    }

    public Form completed(Duration duration) {
        return status("completed", new Form().with("RecordingDuration", duration.toSeconds()));
    }

    /** Silence throughout, or a call that ended too soon: there is nothing to listen to. */
    public Form absent() {
        return status("absent", new Form());
    }

    /** Returns the parameters that the call's own last callback has for its recording. */
    public Form inLastCallStatus(Duration duration) {
        return new Form()
                .with("RecordingUrl", url())
                .with("RecordingSid", sid)
                .with("RecordingDuration", duration.toSeconds());
    }

    private Form status(String status, Form more) {
        return new Form()
                .with("RecordingSource", source)
                .with("RecordingTrack", "both")
                .with("RecordingSid", sid)
                .with("RecordingUrl", url())
                .with("RecordingStatus", status)
                .with("RecordingChannels", channels)
                .withAll(more)
                .with(owner, ownerSid)
                .withRfc2822("RecordingStartTime", start)
                .with("AccountSid", accountSid);
    }
}
