package dev.ringback.simulate.api;

import static dev.ringback.simulate.api.TestTwilio.path;
import static dev.ringback.simulate.api.TestTwilio.recording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Recording;
import dev.ringback.simulate.api.content.RandomContent;
import dev.ringback.simulate.api.http.BodyFault;
import dev.ringback.simulate.api.http.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with large bodies on demand. */
class BodyFaultTest {
    private static final Recording RECORDING = recording(1).build();
    private static final String SOUND = path("/Recordings/" + RECORDING.sid());
    private static final String CALLS = path("/Calls.json");

    private final TestTwilio test = new TestTwilio();
    private final SimulatedTwilio twilio = test.twilio();
    private byte[] whole = {};

    @BeforeEach
    void add() {
        twilio.add(RECORDING);
        whole = twilio.contents().wav(RECORDING).bytes();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private HttpResponse<InputStream> open() throws Exception {
        return test.open(test.request(SOUND).GET());
    }

    /** Reads until the connection breaks; returns how many bytes came before. */
    private static long readUntilItBreaks(HttpResponse<InputStream> answer) {
        AtomicLong counted = new AtomicLong();
        byte[] some = new byte[8192];
        assertThatThrownBy(() -> {
                    try (InputStream body = answer.body()) {
                        for (int count = body.read(some); count >= 0; count = body.read(some)) {
                            counted.addAndGet(count);
                        }
                    }
                })
                .isInstanceOf(IOException.class);
        return counted.get();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 70_000})
    void theConnectionIsClosedBeforeAllIsSentThatWasPromised(int bytes) throws Exception {
        twilio.faults().once(BodyFault.cutAfter(bytes));

        HttpResponse<InputStream> answer = open();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(whole.length);
        assertThat(readUntilItBreaks(answer)).isEqualTo(bytes);
        assertThat(test.getBytes(SOUND).body()).isEqualTo(whole);
    }

    @Test
    void theConnectionIsResetInTheMiddle() throws Exception {
        twilio.contents().give(RECORDING.sid(), new RandomContent("large", 100_000_000));
        twilio.faults().once(BodyFault.resetAfter(50_000_000));

        assertThat(readUntilItBreaks(open())).isLessThanOrEqualTo(50_000_000);
    }

    @Test
    void chunksComeWithoutALengthAndMayEndTooSoon() throws Exception {
        twilio.faults().once(BodyFault.chunked());
        HttpResponse<InputStream> answer = open();
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(answer.body().readAllBytes()).isEqualTo(whole);

        twilio.faults().once(BodyFault.chunkedCutAfter(1_000));
        HttpResponse<InputStream> cut = open();
        assertThat(cut.headers().firstValue("Content-Length")).isEmpty();
        assertThat(readUntilItBreaks(cut)).isEqualTo(1_000);
    }

    @Test
    void aLengthContradictsTheChunksThatCome() throws Exception {
        twilio.faults().once(BodyFault.falseLength(17));

        String head = raw(SOUND);

        assertThat(head)
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("Content-Length: 17\r\n")
                .containsIgnoringCase("Transfer-Encoding: chunked\r\n")
                .containsIgnoringCase("Content-Type: audio/x-wav\r\n")
                .contains("\r\n\r\n2c\r\nRIFF")
                .endsWith("\r\n0\r\n\r\n");
        assertThat(test.getBytes(SOUND).body()).isEqualTo(whole);
    }

    private String raw(String address) throws IOException {
        String authorization = test.request(address)
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), twilio.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void halfTheBodyLooksLikeAllOfIt() throws Exception {
        twilio.faults().once(Fault.truncated());

        assertThat(test.getBytes(SOUND).body()).isEqualTo(Arrays.copyOf(whole, whole.length / 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "audio/x-wav"})
    void anErrorLooksLikeSuccess(String contentType) throws Exception {
        twilio.faults().once(BodyFault.errorAsSuccess(contentType));

        HttpResponse<String> answer = test.get(SOUND);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(contentType);
        assertThat(answer.body()).contains("<RestException><Code>20404</Code>");
    }

    @Test
    void theFirstRequestsAreAnsweredWithErrors() throws Exception {
        twilio.faults().times(2, request -> request.is("GET", RECORDING.sid()), Fault.notFound());
        twilio.faults().once(Fault.tooManyRequests(Duration.ofSeconds(3)));
        twilio.faults().once(Fault.error(500, 20500, "no"));

        assertThat(test.get(SOUND).body()).contains("<Code>20404</Code>");
        assertThat(test.get(SOUND).statusCode()).isEqualTo(404);
        assertThat(test.get(SOUND).statusCode()).isEqualTo(429);
        assertThat(test.get(SOUND).statusCode()).isEqualTo(500);
        assertThat(test.get(SOUND).statusCode()).isEqualTo(200);
    }

    @Test
    void slowBodiesTakeTheirTimeAndCountAsUnderWayUntilTheyAreSent() throws Exception {
        twilio.conditions().maxConcurrent(2);
        twilio.faults().times(2, request -> true, BodyFault.slow(1_000));

        try (InputStream first = open().body();
                InputStream second = open().body()) {
            assertThat(first.read()).isEqualTo('R');
            assertThat(second.read()).isEqualTo('R');

            HttpResponse<String> refused = test.get(CALLS);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Twilio-Concurrent-Requests"))
                    .contains("3");
            assertThat(twilio.requests().all().get(0).sent()).isBetween(1L, (long) whole.length - 1);
        }
        Awaitility.await().until(() -> test.get(CALLS).statusCode() == 200);
    }

    @Test
    void aSlowBodyIsTheRightOne() throws Exception {
        twilio.faults().once(BodyFault.slow(500_000));
        long start = System.nanoTime();

        assertThat(test.getBytes(SOUND).body()).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
        assertThatThrownBy(() -> BodyFault.slow(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRequestThatFollowsAnAnswerIsNotRefusedForTheOneBefore() throws Exception {
        twilio.conditions().maxConcurrent(1);
        twilio.contents().give(RECORDING.sid(), new RandomContent("some", 300_000));

        for (int i = 0; i < 50; i++) {
            assertThat(test.getBytes(SOUND).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBodyNeverEndsUntilTheClientLeaves() throws Exception {
        twilio.conditions().maxConcurrent(1);
        twilio.faults().once(BodyFault.endless());

        try (InputStream body = open().body()) {
            assertThat(body.readNBytes(whole.length)).isEqualTo(whole);
            assertThat(body.skip(50_000_000)).isEqualTo(50_000_000);
        }

        Awaitility.await().until(() -> test.get(CALLS).statusCode() == 200);
    }

    @Test
    void goingDownCutsWhatIsBeingSent() throws Exception {
        twilio.faults().once(BodyFault.endless());
        HttpResponse<InputStream> answer = open();
        assertThat(answer.body().read()).isEqualTo('R');

        twilio.goDown();

        assertThatThrownBy(() -> answer.body().transferTo(OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
    }
}
