package dev.ringback.simulate.api;

import static dev.ringback.simulate.api.TestTwilio.START;
import static dev.ringback.simulate.api.TestTwilio.media;
import static dev.ringback.simulate.api.TestTwilio.message;
import static dev.ringback.simulate.api.TestTwilio.path;
import static dev.ringback.simulate.api.TestTwilio.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.CallBuilder;
import dev.ringback.model.EventSource;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.state.Deletion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stand-in remembers of deletions. */
class SimulatedDeletionsTest {
    private static final String RECORDING = recording(1).build().sid();
    private static final String MEDIA = media(1, "image/png").sid();
    private static final String MESSAGE = message(1, START).sid();
    private static final String CALL = "CA00000000000000000000000000000001";

    private final TestTwilio test = new TestTwilio();
    private final SimulatedTwilio twilio = test.twilio();

    @AfterEach
    void close() {
        test.close();
    }

    private int delete(String address) throws Exception {
        return test.delete(path(address + ".json")).statusCode();
    }

    @Test
    void deletionsAreRememberedInTheirOrderWithTheirMoments() throws Exception {
        twilio.add(recording(1).build());
        twilio.add(message(1, START));
        twilio.add(media(1, "image/png"));
        twilio.add(CallBuilder.builder()
                .accountSid(TestTwilio.ACCOUNT_SID)
                .sid(CALL)
                .progress(new Progress(0, "completed", EventSource.CALLBACK))
                .dateCreated(START)
                .dateUpdated(START)
                .lastReceivedAt(START)
                .build());
        long before = System.nanoTime();

        assertThat(delete("/Recordings/" + RECORDING)).isEqualTo(204);
        twilio.advance(Duration.ofSeconds(5));
        assertThat(delete("/Messages/" + MESSAGE + "/Media/" + MEDIA)).isEqualTo(204);
        assertThat(delete("/Messages/" + MESSAGE)).isEqualTo(204);
        assertThat(delete("/Calls/" + CALL)).isEqualTo(204);

        assertThat(twilio.deletions().all()).extracting(Deletion::sid).containsExactly(RECORDING, MEDIA, MESSAGE, CALL);
        assertThat(twilio.deletions().all())
                .extracting(Deletion::at)
                .containsExactly(START, START.plusSeconds(5), START.plusSeconds(5), START.plusSeconds(5));
        assertThat(twilio.deletions().all())
                .extracting(Deletion::nanoTime)
                .isSorted()
                .allSatisfy(at -> assertThat(at - before).isPositive());
    }

    @Test
    void attachmentsAreDeletedWithTheirMessage() throws Exception {
        twilio.add(message(1, START));
        twilio.add(media(1, "image/png"));

        assertThat(delete("/Messages/" + MESSAGE)).isEqualTo(204);

        assertThat(twilio.deletions().find(MEDIA)).isPresent();
        assertThat(twilio.deletions().requests(MEDIA)).isZero();
        assertThat(twilio.deletions().requests(MESSAGE)).isEqualTo(1);
    }

    @Test
    void everyDeleteIsCountedAlsoThoseThatDeletedNothing() throws Exception {
        twilio.add(recording(1).build());
        twilio.faults().once(Fault.error(500, 20500, "no"));
        assertThat(delete("/Recordings/" + RECORDING)).isEqualTo(500);
        assertThat(twilio.deletions().find(RECORDING)).isEmpty();
        twilio.faults().once(Fault.cutAfterwards());
        assertThatThrownBy(() -> delete("/Recordings/" + RECORDING)).isInstanceOf(IOException.class);
        assertThat(twilio.deletions().find(RECORDING)).isPresent();
        assertThat(delete("/Calls/" + CALL + "/Recordings/" + RECORDING)).isEqualTo(404);

        assertThat(twilio.deletions().requests(RECORDING)).isEqualTo(3);
        assertThat(twilio.deletions().all()).hasSize(1);
        assertThat(twilio.deletions().requests("RE71")).isZero();
    }

    @Test
    void ofManyDeletesAtOnceOneDeletes() {
        twilio.add(recording(1).build());
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            sent.add(test.sending(
                    test.request(path("/Recordings/" + RECORDING + ".json")).DELETE()));
        }

        assertThat(sent).extracting(each -> each.join().statusCode()).containsOnlyOnce(204);
        assertThat(twilio.deletions().all()).hasSize(1);
        assertThat(twilio.deletions().requests(RECORDING)).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({"queued, 409", "sent, 409", "receiving, 409", "delivered, 204", "received, 204", "failed, 204"})
    void anAttachmentIsDeletedNoSoonerThanItsMessageCouldBe(String status, int answer) throws Exception {
        twilio.add(MessageBuilder.builder(message(1, START))
                .progress(new Progress(0, status, EventSource.CALLBACK))
                .build());
        twilio.add(media(1, "image/png"));

        HttpResponse<String> refused = test.delete(path("/Messages/" + MESSAGE + "/Media/" + MEDIA + ".json"));

        assertThat(refused.statusCode()).isEqualTo(answer);
        assertThat(refused.body().contains("\"code\":20009")).isEqualTo(answer == 409);
        assertThat(twilio.deletions().find(MEDIA).isPresent()).isEqualTo(answer == 204);
        assertThat(delete("/Messages/" + MESSAGE)).isEqualTo(answer);
    }
}
