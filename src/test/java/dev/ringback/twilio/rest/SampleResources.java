package dev.ringback.twilio.rest;

import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.CallStatus;
import dev.ringback.model.Conference;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Participant;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.Transcription;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of each resource, with every field that can be known, and what the tests vary. */
final class SampleResources {
    static final String ACCOUNT_SID = "AC00000000000000000000000000000001";
    static final String MESSAGE_SID = "SM00000000000000000000000000000002";
    static final String MEDIA_SID = "ME00000000000000000000000000000003";
    static final String CALL_SID = "CA00000000000000000000000000000004";
    static final String PARENT_CALL_SID = "CA00000000000000000000000000000005";
    static final String RECORDING_SID = "RE00000000000000000000000000000006";
    static final String CONFERENCE_SID = "CF00000000000000000000000000000007";
    static final String TRANSCRIPTION_SID = "TR00000000000000000000000000000008";
    static final String ALERT_SID = "NO00000000000000000000000000000009";
    static final String ACCOUNT_PATH = "/2010-04-01/Accounts/" + ACCOUNT_SID;

    static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");
    static final Instant UPDATED = Instant.parse("2026-01-02T03:05:06Z");
    static final Instant SENT = Instant.parse("2026-01-02T03:04:10Z");

    private SampleResources() {}

    static Progress progress(String status) {
        return new Progress(1, status, EventSource.CALLBACK);
    }

    static Message message(String status) {
        return new Message(
                ACCOUNT_SID,
                MESSAGE_SID,
                progress(status),
                "+14155550101",
                "+14155550100",
                "say \"hi\" \u00e9\ud83d\ude00",
                "MG00000000000000000000000000000010",
                "outbound-api",
                "2010-04-01",
                2,
                1,
                30007,
                "Carrier violation",
                CREATED,
                UPDATED,
                SENT,
                UPDATED);
    }

    /** As a first status callback makes it, but for its direction. */
    static Message sparseMessage() {
        return sparseMessage(MESSAGE_SID, "queued", null, null);
    }

    static Message sparseMessage(String sid, String status, @Nullable String direction, @Nullable Integer numMedia) {
        return new Message(
                ACCOUNT_SID,
                sid,
                progress(status),
                "+14155550101",
                null,
                null,
                null,
                direction,
                null,
                null,
                numMedia,
                null,
                null,
                CREATED,
                CREATED,
                null,
                CREATED);
    }

    static Media media() {
        return new Media(
                ACCOUNT_SID,
                MESSAGE_SID,
                MEDIA_SID,
                Progress.none(EventSource.CALLBACK),
                "image/jpeg",
                CREATED,
                UPDATED,
                UPDATED);
    }

    static Call call(CallStatus status, @Nullable Instant answeredAt) {
        return call(status, answeredAt, Duration.ofSeconds(16), "outbound-api");
    }

    static Call call(
            CallStatus status, @Nullable Instant answeredAt, @Nullable Duration duration, @Nullable String direction) {
        return new Call(
                ACCOUNT_SID,
                CALL_SID,
                progress(status.value()),
                PARENT_CALL_SID,
                "+14155550101",
                "+493055501000",
                direction,
                null,
                "human",
                "+14155550102",
                "EXAMPLE",
                answeredAt,
                UPDATED,
                duration,
                CREATED,
                UPDATED,
                UPDATED);
    }

    static Recording recording(@Nullable String mediaUrl) {
        return new Recording(
                ACCOUNT_SID,
                RECORDING_SID,
                progress("completed"),
                CALL_SID,
                CONFERENCE_SID,
                SENT,
                Duration.ofSeconds(7),
                2,
                "StartCallRecordingAPI",
                "both",
                mediaUrl,
                null,
                CREATED,
                UPDATED,
                UPDATED);
    }

    static Transcription transcription() {
        return new Transcription(
                ACCOUNT_SID,
                TRANSCRIPTION_SID,
                progress("completed"),
                RECORDING_SID,
                "hello",
                CREATED,
                UPDATED,
                UPDATED);
    }

    static Conference conference() {
        return new Conference(
                ACCOUNT_SID,
                CONFERENCE_SID,
                progress("completed"),
                "stand-up",
                "last-participant-left",
                CALL_SID,
                CREATED,
                UPDATED,
                UPDATED);
    }

    static Participant participant(long flagsPosition) {
        return new Participant(
                ACCOUNT_SID,
                CONFERENCE_SID,
                CALL_SID,
                progress("connected"),
                new Participant.Flags(flagsPosition, "customer", PARENT_CALL_SID, true, false, true, false, true),
                CREATED,
                UPDATED,
                UPDATED);
    }

    static Alert alert() {
        return new Alert(
                ACCOUNT_SID,
                ALERT_SID,
                Progress.none(EventSource.CALLBACK),
                CALL_SID,
                "PN00000000000000000000000000000011",
                "11200",
                "error",
                "Msg=bad&ErrorCode=11200",
                "2010-04-01",
                "POST",
                "https://hooks.example.com/twilio",
                "CallSid=" + CALL_SID,
                "Accept=*%2F*",
                "Server=nginx",
                "<html>",
                CREATED,
                UPDATED,
                UPDATED);
    }
}
