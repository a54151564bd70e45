package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Calls that are recorded or written down. */
final class RecordingScenarios {
    private final String accountSid;
    private final Clock clock;

    RecordingScenarios(TrafficOptions options, Clock clock) {
        this.accountSid = options.accountSid();
        this.clock = clock;
    }

    Variants addTo(Variants variants) {
        return variants.add(10, this::recorded)
                .add(4, this::voicemail)
                .add(2, this::nothingToHear)
                .add(3, this::transcribedInRealTime);
    }

    /** {@code Record=true} when the call was made; the file is ready only after the call has ended. */
    private Scenario recorded(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = CallScenarios.scenario(leg, random);
        CallProgress progress = answered(scenario, leg, random);
        CallRecording recording = CallRecording.ofCall(leg, "OutboundAPI", 2, progress.now(), random);
        Duration length = random.seconds(10, 120);
        scenario.post(EventKind.RECORDING, recording.inProgress());
        progress.after(length).completed(recording.inLastCallStatus(length));
        return scenario.post(EventKind.RECORDING, recording.completed(length))
                .sample(Sample.RECORDED_CALL, leg.sid())
                .sample(Sample.RECORDING, recording.sid())
                .build();
    }

    /** {@code <Record transcribe="true">}: the recording, then its text. */
    private Scenario voicemail(SeededRandom random) {
        CallLeg leg = CallLeg.inbound(accountSid, random);
        ScenarioBuilder scenario = CallScenarios.scenario(leg, random);
        CallProgress progress = answered(scenario, leg, random);
        CallRecording recording = CallRecording.ofCall(leg, "RecordVerb", 1, progress.now(), random);
        Duration length = random.seconds(3, 60);
        progress.after(length).completed();
        return scenario.post(EventKind.RECORDING, recording.completed(length))
                .post(EventKind.TRANSCRIPTION, transcription(leg, recording, random))
                .build();
    }

    private static Form transcription(CallLeg leg, CallRecording recording, SeededRandom random) {
        String sid = random.sid("TR");
        return new Form()
                .with("TranscriptionSid", sid)
                .with("TranscriptionText", "Hi, it's me. Call back when you can, thanks!")
                .with("TranscriptionStatus", "completed")
                .with("TranscriptionUrl", recording.url() + "/Transcriptions/" + sid)
                .with("RecordingSid", recording.sid())
                .with("RecordingUrl", recording.url())
                .with("CallSid", leg.sid())
                .with("AccountSid", leg.accountSid())
                .with("From", leg.from())
                .with("To", leg.to())
                .with("CallStatus", "completed")
                .with("ApiVersion", "2010-04-01")
                .with("Direction", leg.direction())
                .with("ForwardedFrom", "");
    }

    private Scenario nothingToHear(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = CallScenarios.scenario(leg, random);
        CallProgress progress = answered(scenario, leg, random);
        CallRecording recording = CallRecording.ofCall(leg, "StartCallRecordingAPI", 1, progress.now(), random);
        progress.after(Duration.ofSeconds(1)).completed();
        return scenario.post(EventKind.RECORDING, recording.absent()).build();
    }

    private Scenario transcribedInRealTime(SeededRandom random) {
        CallLeg leg = CallLeg.outbound(accountSid, random);
        ScenarioBuilder scenario = CallScenarios.scenario(leg, random);
        CallProgress progress = answered(scenario, leg, random);
        String sid = random.sid("GT");
        Instant start = progress.now();
        scenario.post(
                        EventKind.REALTIME_TRANSCRIPTION,
                        heard(leg, sid, "transcription-started", 1, start).with("LanguageCode", "en-US"))
                .post(
                        EventKind.REALTIME_TRANSCRIPTION,
                        said(heard(leg, sid, "transcription-content", 2, start.plusSeconds(3)), "Hello, who's there?"))
                .post(
                        EventKind.REALTIME_TRANSCRIPTION,
                        said(heard(leg, sid, "transcription-content", 3, start.plusSeconds(6)), "It's your pharmacy."))
                .post(
                        EventKind.REALTIME_TRANSCRIPTION,
                        heard(leg, sid, "transcription-stopped", 4, start.plusSeconds(9)));
        progress.after(random.seconds(10, 60)).completed();
        return scenario.build();
    }

    private static Form heard(CallLeg leg, String sid, String event, int sequenceId, Instant at) {
        return new Form()
                .with("AccountSid", leg.accountSid())
                .with("CallSid", leg.sid())
                .with("TranscriptionSid", sid)
                .withIso8601("Timestamp", at)
                .with("SequenceId", sequenceId)
                .with("TranscriptionEvent", event);
    }

    /** Adds what was understood, as JSON inside the form. */
    private static Form said(Form heard, String transcript) {
        return heard.with("Track", "inbound_track")
                .with("Final", true)
                .with("TranscriptionData", "{\"transcript\":\"" + transcript + "\",\"confidence\":0.96}");
    }

    private CallProgress answered(ScenarioBuilder scenario, CallLeg leg, SeededRandom random) {
        return CallProgress.byPost(scenario, leg, CallScenarios.startOfCall(clock, random))
                .initiated()
                .after(random.seconds(0, 2))
                .ringing()
                .after(random.seconds(1, 15))
                .inProgress();
    }
}
