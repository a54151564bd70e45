package dev.ringback.twilio.rest;

import dev.ringback.model.Alert;
import dev.ringback.model.AlertBuilder;
import dev.ringback.model.Call;
import dev.ringback.model.CallBuilder;
import dev.ringback.model.CallStatus;
import dev.ringback.model.Conference;
import dev.ringback.model.ConferenceBuilder;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Participant;
import dev.ringback.model.ParticipantBuilder;
import dev.ringback.model.ParticipantFlagsBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.model.Transcription;
import dev.ringback.model.TranscriptionBuilder;
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
        return MessageBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid(MESSAGE_SID)
                .progress(progress(status))
                .to("+14155550101")
                .from("+14155550100")
                .body("say \"hi\" \u00e9\ud83d\ude00")
                .messagingServiceSid("MG00000000000000000000000000000010")
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .numSegments(2)
                .numMedia(1)
                .errorCode(30007)
                .errorMessage("Carrier violation")
                .dateCreated(CREATED)
                .dateUpdated(UPDATED)
                .dateSent(SENT)
                .lastReceivedAt(UPDATED)
                .build();
    }

    /** As a first status callback makes it, but for its direction. */
    static Message sparseMessage() {
        return sparseMessage(MESSAGE_SID, "queued", null, null);
    }

    static Message sparseMessage(String sid, String status, @Nullable String direction, @Nullable Integer numMedia) {
        return MessageBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid(sid)
                .progress(progress(status))
                .to("+14155550101")
                .direction(direction)
                .numMedia(numMedia)
                .dateCreated(CREATED)
                .dateUpdated(CREATED)
                .lastReceivedAt(CREATED)
                .build();
    }

    static Media media() {
        return MediaBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .messageSid(MESSAGE_SID)
                .sid(MEDIA_SID)
                .progress(Progress.none(EventSource.CALLBACK))
                .contentType("image/jpeg")
                .dateCreated(CREATED)
                .dateUpdated(UPDATED)
                .lastReceivedAt(UPDATED)
                .build();
    }

    static Call call(CallStatus status, @Nullable Instant answeredAt) {
        return call(status, answeredAt, Duration.ofSeconds(16), "outbound-api");
    }

    static Call call(
            CallStatus status, @Nullable Instant answeredAt, @Nullable Duration duration, @Nullable String direction) {
        return CallBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid(CALL_SID)
                .progress(progress(status.value()))
                .parentCallSid(PARENT_CALL_SID)
                .to("+14155550101")
                .from("+493055501000")
                .direction(direction)
                .answeredBy("human")
                .forwardedFrom("+14155550102")
                .callerName("EXAMPLE")
                .answeredAt(answeredAt)
                .endedAt(UPDATED)
                .duration(duration)
                .dateCreated(CREATED)
                .dateUpdated(UPDATED)
                .lastReceivedAt(UPDATED)
                .build();
    }

    static Recording recording(@Nullable String mediaUrl) {
        return RecordingBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid(RECORDING_SID)
                .progress(progress("completed"))
                .callSid(CALL_SID)
                .conferenceSid(CONFERENCE_SID)
                .startTime(SENT)
                .duration(Duration.ofSeconds(7))
                .channels(2)
                .source("StartCallRecordingAPI")
                .track("both")
                .mediaUrl(mediaUrl)
                .dateCreated(CREATED)
                .dateUpdated(UPDATED)
                .lastReceivedAt(UPDATED)
                .build();
    }

    static Transcription transcription() {
        return TranscriptionBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid(TRANSCRIPTION_SID)
                .progress(progress("completed"))
                .recordingSid(RECORDING_SID)
                .transcriptionText("hello")
                .dateCreated(CREATED)
                .dateUpdated(UPDATED)
                .lastReceivedAt(UPDATED)
                .build();
    }

    static Conference conference() {
        return ConferenceBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid(CONFERENCE_SID)
                .progress(progress("completed"))
                .friendlyName("stand-up")
                .reasonConferenceEnded("last-participant-left")
                .callSidEndingConference(CALL_SID)
                .dateCreated(CREATED)
                .dateUpdated(UPDATED)
                .lastReceivedAt(UPDATED)
                .build();
    }

    static Participant participant(long flagsPosition) {
        return ParticipantBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .conferenceSid(CONFERENCE_SID)
                .callSid(CALL_SID)
                .progress(progress("connected"))
                .flags(ParticipantFlagsBuilder.builder()
                        .position(flagsPosition)
                        .label("customer")
                        .callSidToCoach(PARENT_CALL_SID)
                        .muted(true)
                        .hold(false)
                        .coaching(true)
                        .endConferenceOnExit(false)
                        .startConferenceOnEnter(true)
                        .build())
                .dateCreated(CREATED)
                .dateUpdated(UPDATED)
                .lastReceivedAt(UPDATED)
                .build();
    }

    static Alert alert() {
        return AlertBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid(ALERT_SID)
                .progress(Progress.none(EventSource.CALLBACK))
                .resourceSid(CALL_SID)
                .serviceSid("PN00000000000000000000000000000011")
                .errorCode("11200")
                .logLevel("error")
                .alertText("Msg=bad&ErrorCode=11200")
                .apiVersion("2010-04-01")
                .requestMethod("POST")
                .requestUrl("https://hooks.example.com/twilio")
                .requestVariables("CallSid=" + CALL_SID)
                .requestHeaders("Accept=*%2F*")
                .responseHeaders("Server=nginx")
                .responseBody("<html>")
                .dateCreated(CREATED)
                .dateUpdated(UPDATED)
                .lastReceivedAt(UPDATED)
                .build();
    }
}
