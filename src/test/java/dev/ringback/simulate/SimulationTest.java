package dev.ringback.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.simulate.traffic.TrafficOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimulationTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String TOKEN = "made-up-token";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final RequestValidator TWILIO = new RequestValidator(TOKEN);

    private boolean shuffled;
    private double duplicates;

    private Simulation simulation(String target, String signedUrl) {
        return new Simulation(
                new TrafficOptions(ACCOUNT, CallbackUrl.parse(signedUrl), 60, 40, shuffled, duplicates, 42),
                new DeliveryOptions(
                        CallbackUrl.parse(target),
                        CallbackUrl.parse(signedUrl),
                        new SigningKey(TOKEN, SignatureAlgorithm.HMAC_SHA1),
                        0,
                        8),
                CLOCK);
    }

    private Summary run(Target target) throws InterruptedException {
        return simulation(target.url(), target.url()).run();
    }

    /** As Twilio's own library judges the request, had it come to this URL. */
    private static boolean isSignedFor(String origin, Target.Request request) {
        String url = origin + request.target();
        if (request.contentType().startsWith("application/json")) {
            try {
                return TWILIO.validate(url, request.body(), request.signature());
            } catch (URISyntaxException malformed) {
                throw new AssertionError(malformed);
            }
        }
        Map<String, String> parameters = new HashMap<>();
        if (request.method().equals("POST")) {
            for (Parameters.Parameter parameter : request.parameters()) {
                assertThat(parameters.put(parameter.name(), parameter.value())).isNull();
            }
        }
        return TWILIO.validate(url, parameters, request.signature());
    }

    @Test
    void twiliosLibraryAcceptsEverySignature() throws InterruptedException {
        try (Target target = Target.answering(204)) {
            run(target);

            assertThat(target.requests()).allMatch(request -> isSignedFor(target.origin(), request));
            assertThat(target.requests()).anyMatch(request -> request.method().equals("GET"));
            assertThat(target.requests()).anyMatch(request -> request.target().contains("bodySHA256="));
            assertThat(target.requests()).anyMatch(request -> request.target().contains("?order="));
        }
    }

    @Test
    void publicUrlIsSignedWhereItDiffersFromTheTarget() throws InterruptedException {
        try (Target target = Target.answering(204)) {
            simulation(target.url() + "?site=1", "https://hooks.example.com/twilio?site=1#rc=5")
                    .run();

            assertThat(target.requests())
                    .allMatch(request -> isSignedFor("https://hooks.example.com", request))
                    .noneMatch(request -> isSignedFor(target.origin(), request))
                    .allMatch(request -> request.target().startsWith("/twilio?site=1"));
        }
    }

    @Test
    void summaryCountsWhatTheTargetSaw() throws InterruptedException {
        duplicates = 0.3;
        try (Target target = Target.answering(204)) {
            Simulation simulation = simulation(target.url(), target.url());
            Summary summary = simulation.run();
            Map<EventKind, Long> sent = simulation
                    .traffic()
                    .callbacks()
                    .collect(Collectors.groupingBy(SimulatedCallback::kind, Collectors.counting()));

            assertThat(summary.requests()).isEqualTo(target.requests().size());
            assertThat(summary.allAccepted()).isTrue();
            assertThat(summary.total().answers()).isEqualTo(Map.of(204, summary.requests()));
            assertThat(summary.repeated()).isPositive();
            assertThat(summary.distinct() + summary.repeated()).isEqualTo(summary.requests());
            assertThat(summary.byKind()).hasSameSizeAs(sent);
            summary.byKind()
                    .forEach((kind, outcomes) ->
                            assertThat(outcomes.requests()).as(kind.value()).isEqualTo(sent.get(kind)));
            assertThat(summary.answerTimes().median())
                    .isPositive()
                    .isLessThanOrEqualTo(summary.answerTimes().p99());
            assertThat(summary.answerTimes().p99())
                    .isLessThanOrEqualTo(summary.answerTimes().slowest());
            assertThat(summary.rate()).isPositive();
        }
    }

    @Test
    void refusalsAreCountedByStatusAndNotTriedAgain() throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        try (Target target = Target.answering(request -> List.of(204, 403, 503).get(number.getAndIncrement() % 3))) {
            Summary summary = run(target);
            long requests = target.requests().size();

            assertThat(summary.requests()).isEqualTo(requests);
            assertThat(summary.total().answers()).containsOnlyKeys(204, 403, 503);
            assertThat(summary.total().answers().get(503)).isEqualTo(requests / 3);
            assertThat(summary.total().refused() + summary.total().accepted()).isEqualTo(requests);
            assertThat(summary.allAccepted()).isFalse();
        }
    }

    @Test
    void connectionBrokenOffIsALossAndAPostIsNotTriedAgain() throws InterruptedException {
        try (Target target =
                Target.answering(request -> request.body().contains("MessageSid") ? Target.HANG_UP : 204)) {
            Summary summary = run(target);
            long hungUp = target.requests().stream()
                    .filter(request -> request.body().contains("MessageSid"))
                    .count();

            assertThat(summary.requests()).isEqualTo(target.requests().size());
            assertThat(summary.total().lost()).isEqualTo(Map.of(RequestFailure.BROKEN_OFF, hungUp));
            assertThat(summary.total().accepted()).isEqualTo(target.requests().size() - hungUp);
            assertThat(summary.allAccepted()).isFalse();
        }
    }

    @Test
    void targetThatIsNotThereLosesEverything() throws InterruptedException, IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:" + closedPort + "/twilio";
        Summary summary = simulation(url, url).run();

        assertThat(summary.total().lost()).isEqualTo(Map.of(RequestFailure.NOT_CONNECTED, summary.requests()));
        assertThat(summary.requests()).isPositive();
        assertThat(summary.answerTimes().slowest()).isEqualTo(Duration.ZERO);
    }

    @Test
    void callbacksOfOneResourceFollowEachOther() throws InterruptedException {
        Set<String> beingAnswered = ConcurrentHashMap.newKeySet();
        Set<String> overlapping = ConcurrentHashMap.newKeySet();
        Function<Target.Request, Integer> answer = request -> {
            String sid = Objects.requireNonNullElse(request.parameters().get("CallSid"), "");
            if (!sid.isEmpty() && !beingAnswered.add(sid)) {
                overlapping.add(sid);
            }
            beingAnswered.remove(sid);
            return 204;
        };
        try (Target target = Target.answering(answer)) {
            run(target);
            Map<String, List<Integer>> sequenceNumbers = new LinkedHashMap<>();
            target.requests().stream()
                    .map(Target.Request::parameters)
                    .filter(parameters -> parameters.has("CallbackSource"))
                    .forEach(parameters -> sequenceNumbers
                            .computeIfAbsent(
                                    Objects.requireNonNull(parameters.get("CallSid")), sid -> new ArrayList<>())
                            .add(Integer.valueOf(Objects.requireNonNull(parameters.get("SequenceNumber")))));

            assertThat(overlapping).isEmpty();
            assertThat(sequenceNumbers).hasSizeGreaterThanOrEqualTo(40);
            assertThat(sequenceNumbers.values())
                    .allSatisfy(numbers -> assertThat(numbers).isSorted());
        }
    }

    @Test
    void shuffledCallbacksDoNotWaitForEachOther() throws InterruptedException {
        shuffled = true;
        CountDownLatch atOnce = new CountDownLatch(8);
        Function<Target.Request, Integer> answer = request -> {
            atOnce.countDown();
            try {
                atOnce.await();
            } catch (InterruptedException stopped) {
                return 503;
            }
            return 204;
        };
        try (Target target = Target.answering(answer)) {
            assertThat(run(target).allAccepted()).isTrue();
        }
    }

    @Test
    void doubledCallbackIsTheSameRequestToTheByte() throws InterruptedException {
        duplicates = 1;
        try (Target target = Target.answering(204)) {
            Summary summary = run(target);
            Map<Target.Request, Long> times = target.requests().stream()
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

            assertThat(times.values()).containsOnly(2L);
            assertThat(times.keySet()).anyMatch(request -> request.idempotencyToken() != null);
            assertThat(summary.repeated()).isEqualTo(summary.distinct());
        }
    }

    @Test
    void idempotencyTokensDiffer() throws InterruptedException {
        try (Target target = Target.answering(204)) {
            run(target);

            assertThat(target.requests().stream()
                            .map(Target.Request::idempotencyToken)
                            .filter(Objects::nonNull))
                    .hasSizeGreaterThan(100)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void beforeItBeginsNothingIsCounted() {
        Summary summary =
                simulation("http://127.0.0.1:1/", "http://127.0.0.1:1/").soFar();

        assertThat(summary.requests()).isZero();
        assertThat(summary.rate()).isZero();
        assertThat(summary.elapsed()).isZero();
    }
}
