package dev.ringback.upstream.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.TestServer;
import dev.ringback.model.EventSource;
import dev.ringback.model.Media;
import dev.ringback.model.MediaBuilder;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.model.Recording;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.PrivateNetworkGuard;
import dev.ringback.outbound.StreamLimits;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.http.BodyFault;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.simulate.api.http.RecordedRequest;
import dev.ringback.upstream.Product;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.TestMirror;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content of the stand-in, fetched through its API and from its second host. */
class ContentFetchTest {
    private static final Instant CREATED = Instant.parse("2026-03-01T11:00:00Z");
    private static final StreamLimits LIMITS =
            new StreamLimits(Duration.ofSeconds(5), Duration.ofMillis(400), 20_000, 4L << 20);
    private static final Recording RECORDING = RecordingBuilder.builder()
            .accountSid(TestMirror.ACCOUNT)
            .sid("RE%032d".formatted(1))
            .progress(new Progress(0, "completed", EventSource.CALLBACK))
            .callSid("CA%032d".formatted(1))
            .duration(Duration.ofSeconds(3))
            .channels(1)
            .dateCreated(CREATED)
            .dateUpdated(CREATED)
            .lastReceivedAt(CREATED)
            .build();
    private static final Message MESSAGE = MessageBuilder.builder()
            .accountSid(TestMirror.ACCOUNT)
            .sid("MM%032d".formatted(1))
            .progress(new Progress(0, "received", EventSource.CALLBACK))
            .numMedia(1)
            .dateCreated(CREATED)
            .dateUpdated(CREATED)
            .lastReceivedAt(CREATED)
            .build();
    private static final Media MEDIUM = MediaBuilder.builder()
            .accountSid(TestMirror.ACCOUNT)
            .messageSid(MESSAGE.sid())
            .sid("ME%032d".formatted(1))
            .progress(Progress.none(EventSource.CALLBACK))
            .contentType("image/png")
            .dateCreated(CREATED)
            .dateUpdated(CREATED)
            .lastReceivedAt(CREATED)
            .build();
    private static final String ACCOUNT = "/2010-04-01/Accounts/" + TestMirror.ACCOUNT;
    private static final String SOUND = ACCOUNT + "/Recordings/" + RECORDING.sid() + ".wav";
    private static final String PICTURE = ACCOUNT + "/Messages/" + MESSAGE.sid() + "/Media/" + MEDIUM.sid();

    @TempDir
    private Path folder;

    private TestMirror mirror;
    private SimulatedTwilio twilio;
    private ContentFetch fetch;

    @BeforeEach
    void open() {
        mirror = TestMirror.open(folder);
        twilio = mirror.twilio();
        twilio.add(RECORDING);
        twilio.add(MESSAGE);
        twilio.add(MEDIUM);
        fetch = fetchFrom("127.0.0.1");
    }

    private ContentFetch fetchFrom(String... hosts) {
        ContentHosts allowed = new ContentHosts(List.of(hosts));
        return new ContentFetch(
                mirror.upstream().get().orElseThrow().twilio(),
                new OutboundHttp(new PrivateNetworkGuard(allowed.exact()), Duration.ofSeconds(5)),
                allowed,
                LIMITS);
    }

    @AfterEach
    void close() throws Exception {
        fetch.close();
        mirror.close();
    }

    private static UpstreamRequest request(String path) {
        return UpstreamRequest.get(TestServer.ACCOUNT.sid(), Purpose.VAULT, Product.API, path, Duration.ofSeconds(20));
    }

    private byte[] fetched(String path) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ContentAnswer answer = fetch.fetch(request(path), head -> body).get(30, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(200);
        return body.toByteArray();
    }

    private void assertRefused(String path, UpstreamException.Reason reason, String message) {
        assertThatThrownBy(() -> fetched(path)).cause().isInstanceOfSatisfying(UpstreamException.class, known -> {
            assertThat(known).hasMessageContaining(message);
            assertThat(known.reason()).isEqualTo(reason);
        });
    }

    @Test
    void soundComesFromTheApiItself() throws Exception {
        assertThat(fetched(SOUND)).isEqualTo(twilio.contents().wav(RECORDING).bytes());
    }

    @Test
    void attachmentsComeFromWhereTheApiRedirectsToWithoutCredentials() throws Exception {
        twilio.conditions().media().redirects(2);

        assertThat(fetched(PICTURE)).isEqualTo(twilio.contents().of(MEDIUM).bytes());

        assertThat(twilio.mediaHost().requests().all())
                .extracting(RecordedRequest::isAuthorized)
                .containsExactly(false, false);
    }

    @Test
    void aRangeGoesToTheLastHost() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ContentAnswer answer = fetch.fetch(request(PICTURE).withHeaders(Map.of("Range", "bytes=2-5")), head -> body)
                .get(30, TimeUnit.SECONDS);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(body.size()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.example.com/x",
                "https://mms.twiliocdn.com.example.com/x",
                "https://twiliocdn.com/x",
                "https://user:password@mms.twiliocdn.com/x",
                "https://mms.twiliocdn.com:8443/x",
                "http://mms.twiliocdn.com/x",
                "https://bucket.example.com/s3.amazonaws.com",
                "https://s3.amazonaws.com.example.com/x",
                "http://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/x",
                "https://[::1]/x",
                "file:///etc/passwd",
                "ftp://mms.twiliocdn.com/x",
                "//example.com/x",
                "not an address",
                ""
            })
    void noOtherHostIsAsked(String address) {
        twilio.faults().always(request -> request.path().endsWith(MEDIUM.sid()), Fault.redirectTo(address));

        assertRefused(PICTURE, UpstreamException.Reason.UNSAFE, "redirected to");

        assertThat(twilio.mediaHost().requests().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mms.twiliocdn.com/x",
                "https://media.twiliocdn.com/x",
                "https://s3-external-1.amazonaws.com/x",
                "https://s3.us-east-1.amazonaws.com/x",
                "https://S3.AMAZONAWS.COM:443/x"
            })
    void twiliosOwnHostsAreAllowed(String address) {
        assertThat(ContentHosts.TWILIO.allow(URI.create(address))).isTrue();
    }

    @Test
    void aNamedHostMayHaveAStarButThenNoPrivateAddress() {
        ContentHosts hosts = new ContentHosts(List.of("*.example.com", "store.example.org"));

        assertThat(hosts.allow(URI.create("https://a.b.example.com:8443/x"))).isTrue();
        assertThat(hosts.allow(URI.create("https://example.com/x"))).isFalse();
        assertThat(hosts.allow(URI.create("https://badexample.com/x"))).isFalse();
        assertThat(hosts.allow(URI.create("https://store.example.org/x"))).isTrue();
        assertThat(hosts.exact()).containsExactly("store.example.org");
    }

    @Test
    void aLoopOfRedirectsEnds() {
        twilio.mediaHost().faults().always(request -> true, Fault.redirectLoop());

        assertRefused(PICTURE, UpstreamException.Reason.UNSAFE, "more than 5 times");
    }

    @Test
    void aBodyThatEndsEarlyIsNoSuccess() {
        twilio.faults().always(request -> request.path().endsWith(".wav"), BodyFault.cutAfter(1_000));

        assertRefused(SOUND, UpstreamException.Reason.UNKNOWN, "");
        assertThat(twilio.requests().count("GET", ".wav"))
                .as("it is not asked again at once")
                .isEqualTo(1);
    }

    @Test
    void aBodyThatStallsIsGivenUp() {
        twilio.mediaHost().faults().always(request -> true, BodyFault.slow(1));

        assertRefused(PICTURE, UpstreamException.Reason.UNKNOWN, "the body");
    }

    @Test
    void aBodyThatComesTooSlowlyIsGivenUp() {
        twilio.contents().give(RECORDING.sid(), twilio.contents().wav(RECORDING, 2));
        twilio.faults().always(request -> request.path().endsWith(".wav"), BodyFault.slow(5_000));

        assertRefused(SOUND, UpstreamException.Reason.UNKNOWN, "less than 20000 bytes a second");
    }

    @Test
    void aBodyThatNeverEndsIsGivenUp() {
        twilio.faults().always(request -> request.path().endsWith(".wav"), BodyFault.endless());

        assertRefused(SOUND, UpstreamException.Reason.UNSAFE, "longer than");
    }

    @Test
    void aTargetThatFailsIsNotTwiliosFault() throws Exception {
        assertThatThrownBy(() -> fetch.fetch(request(SOUND), head -> {
                            throw new IOException("no room");
                        })
                        .get(30, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        UpstreamException.class,
                        known -> assertThat(known.reason()).isEqualTo(UpstreamException.Reason.NOT_TAKEN));

        assertThat(fetched(SOUND)).isNotEmpty();
    }

    @Test
    void whatIsNotThereIsAnAnswer() throws Exception {
        ContentAnswer answer = fetch.fetch(request(SOUND.replace("RE0", "RE1")), head -> new ByteArrayOutputStream())
                .get(30, TimeUnit.SECONDS);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.isTwilios()).isTrue();
        assertThat(answer.text()).contains("20404");
    }
}
