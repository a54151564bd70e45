package dev.ringback.web.media;

import dev.ringback.model.EventSource;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import java.time.Duration;

/** Makes recordings that Twilio has. */
final class RelayedRecordings {
    private RelayedRecordings() {}

    /** A recording of {@link TestMedia#CALL} with two channels, three seconds long. */
    static Recording of(String sid) {
        return RecordingBuilder.builder()
                .accountSid(TestMedia.ACCOUNT)
                .sid(sid)
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .callSid(TestMedia.CALL)
                .startTime(TestMedia.START)
                .duration(Duration.ofSeconds(3))
                .channels(2)
                .source("OutboundAPI")
                .dateCreated(TestMedia.START)
                .dateUpdated(TestMedia.START)
                .lastReceivedAt(TestMedia.START)
                .build();
    }
}
