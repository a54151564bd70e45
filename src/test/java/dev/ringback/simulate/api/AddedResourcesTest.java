package dev.ringback.simulate.api;

import static dev.ringback.simulate.api.TestTwilio.ACCOUNT_SID;
import static dev.ringback.simulate.api.TestTwilio.START;
import static dev.ringback.simulate.api.TestTwilio.message;
import static dev.ringback.simulate.api.TestTwilio.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import dev.ringback.conformance.AnswerShape;
import dev.ringback.model.AlertBuilder;
import dev.ringback.model.EventSource;
import dev.ringback.model.Progress;
import dev.ringback.model.TranscriptionBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a test stores in the stand-in without a create. */
class AddedResourcesTest {
    private static final String ALERT = "NO00000000000000000000000000000001";
    private static final String MEDIA = "ME00000000000000000000000000000001";
    private static final String TRANSCRIPTION = "TR00000000000000000000000000000001";

    private final TestTwilio test = new TestTwilio();
    private final SimulatedTwilio twilio = test.twilio();
    private final TwilioRestClient client = test.client();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void alertsAreListedAndFetched() throws Exception {
        twilio.add(AlertBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid(ALERT)
                .progress(Progress.none(EventSource.CALLBACK))
                .errorCode("11200")
                .logLevel("error")
                .alertText("Msg=no+answer")
                .dateCreated(START)
                .dateUpdated(START)
                .lastReceivedAt(START)
                .build());

        assertThat(com.twilio.rest.monitor.v1.Alert.reader()
                        .setLogLevel("error")
                        .read(client))
                .extracting(com.twilio.rest.monitor.v1.Alert::getSid)
                .containsExactly(ALERT);
        AnswerShape.check("/v1/Alerts", test.get("/v1/Alerts").body());
        AnswerShape.check("/v1/Alerts/" + ALERT, test.get("/v1/Alerts/" + ALERT).body());
        assertThat(test.get("/v1/Alerts/NO71").body()).contains("The requested resource /Alerts/NO71 was not found");
    }

    @Test
    void mediaAreListedRedirectedToAndGoneWithTheirMessage() throws Exception {
        String sid = message(1, START).sid();
        twilio.add(message(1, START));
        twilio.add(TestTwilio.media(1, "image/png"));
        String address = path("/Messages/" + sid + "/Media/" + MEDIA);

        AnswerShape.check(address + ".json", test.get(address + ".json").body());
        var redirect = test.get(address);
        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("Location").orElseThrow())
                .startsWith(twilio.mediaHost().url() + "/");
        assertThat(test.delete(path("/Messages/" + sid + ".json")).statusCode()).isEqualTo(204);
        assertThat(test.get(address + ".json").statusCode()).isEqualTo(404);
    }

    @Test
    void transcriptionsAreListedAndDeleted() throws Exception {
        twilio.add(TranscriptionBuilder.builder()
                .accountSid(ACCOUNT_SID)
                .sid(TRANSCRIPTION)
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .recordingSid("RE00000000000000000000000000000001")
                .transcriptionText("Hello")
                .dateCreated(START)
                .dateUpdated(START)
                .lastReceivedAt(START)
                .build());
        String below = path("/Recordings/RE00000000000000000000000000000001/Transcriptions");

        AnswerShape.check(below + ".json", test.get(below + ".json").body());
        assertThat(test.get(below + ".json").body()).contains(TRANSCRIPTION);
        assertThat(test.delete(path("/Transcriptions/" + TRANSCRIPTION + ".json"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(test.get(below + ".json").body()).contains("\"transcriptions\":[]");
    }
}
