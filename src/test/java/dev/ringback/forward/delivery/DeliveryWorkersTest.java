package dev.ringback.forward.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.TestTraffic;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.NoticeLinks;
import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.SampleNotices;
import dev.ringback.forward.receiver.HttpReplies;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.rule.Rules;
import dev.ringback.model.Accounts;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.ReceiverFailure;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundRequest;
import dev.ringback.outbound.PrivateNetworkGuard;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.outbound.RecordingServer.Recorded;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.FormBody;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when deliveries are sent, with a real database and real servers as targets. */
class DeliveryWorkersTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock(BEGIN);
    private final OutboundHttp http =
            new OutboundHttp(new PrivateNetworkGuard(List.of("127.0.0.1")), Duration.ofSeconds(2));
    private final RecordingServer server = RecordingServer.start();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    private Database database;
    private DeliveryWorkers workers;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
        workers = workers(List.of(), List.of());
    }

    @AfterEach
    void close() throws IOException {
        workers.close();
        database.close();
        http.close();
        server.close();
    }

    @Test
    void failedDeliveriesAreTriedAgainAndEveryAttemptIsKept() {
        AtomicInteger tries = new AtomicInteger();
        begin(Map.of("team", notice -> tries.incrementAndGet() < 4 ? Reply.failed("503") : Reply.delivered("200 OK")));
        notice("team", "group");

        awaitWhileTimePasses(() -> state(1) == Delivery.State.DELIVERED, Duration.ofSeconds(5));

        assertThat(attempts(1))
                .extracting(attempt -> attempt.outcome() + " " + attempt.reason())
                .containsExactly("FAILED 503", "FAILED 503", "FAILED 503", "DELIVERED 200 OK");
    }

    @Test
    void aReceiverThatIsDownFor25HoursIsGivenUpAndAnotherIsTold() {
        List<RenderedNotice> told = new CopyOnWriteArrayList<>();
        begin(Map.of(
                "team", notice -> Reply.failed("503 Service Unavailable"),
                "boss",
                        notice -> {
                            told.add(notice);
                            return Reply.delivered("200 OK");
                        }));
        notice("team", "group");
        notice("team", "other group");

        awaitWhileTimePasses(
                () -> state(1) == Delivery.State.DEAD && state(2) == Delivery.State.DEAD, Duration.ofMinutes(11));

        assertThat(Duration.between(BEGIN, clock.instant())).isBetween(Duration.ofHours(24), Duration.ofHours(25));
        assertThat(attempts(1)).hasSizeGreaterThan(50);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(told)
                        .extracting(RenderedNotice::title)
                        .containsExactly("Receiver team cannot be reached", "Notices to team could not be delivered"));
        assertThat(told)
                .allSatisfy(word -> assertThat(word.text()).contains("503 Service Unavailable"))
                .extracting(RenderedNotice::key)
                .containsOnly(told.get(0).key());
        assertThat(registry.counter("ringback.forward.dead", "receiver", "team").count())
                .isEqualTo(2);
    }

    /** Lists responses of a receiver, and after how many seconds at the latest another receiver is told. */
    @ParameterizedTest
    @CsvSource({
        "401, 60",
        "403, 60",
        "404, 60",
        "410, 60",
        "405, 60",
        "301, 60",
        "302, 400",
        "429, 400",
        "500, 400",
        "503, 400"
    })
    void aReceiverThatCannotBeReachedIsToldWithinMinutesAndSoIsTheEnd(int status, int seconds) {
        server.answers(status, "");
        List<RenderedNotice> told = new CopyOnWriteArrayList<>();
        begin(Map.of("team", notice -> post(server.url("/team")), "boss", notice -> tell(told, notice)));
        notice("team", "group");

        // no more time than that passes, however long the machine takes
        awaitWhileTimePasses(() -> !told.isEmpty(), Duration.ofSeconds(5), BEGIN.plusSeconds(seconds));

        assertThat(told.get(0).text()).contains("Last answer: " + status);
        assertThat(told.get(0).isResolved()).isFalse();
        server.answers(200, "");
        notice("team", "another group");
        awaitWhileTimePasses(() -> told.size() == 2, Duration.ofSeconds(5));
        assertThat(told.get(1).isResolved()).isTrue();
        assertThat(told.get(1).key()).isEqualTo(told.get(0).key());
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:1/, 400", "http://no-such-host.invalid/, 60", "http://10.1.2.3/, 60"})
    void aReceiverWithoutAnAnswerIsToldToo(String url, int seconds) {
        isTold(URI.create(url), seconds);
    }

    @Test
    void aReceiverThatSpeaksNoTlsIsToldAtOnce() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> {
                while (!plain.isClosed()) {
                    try (Socket connection = plain.accept()) {
                        connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                        connection.getInputStream().readNBytes(1);
                    } catch (IOException closed) {
                        // The test is over, or the client has gone: it comes again.
                    }
                }
            });
            answers.setDaemon(true);
            answers.start();

            isTold(URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/"), 60);
        }
    }

    private void isTold(URI uri, int seconds) {
        List<RenderedNotice> told = new CopyOnWriteArrayList<>();
        begin(Map.of("team", notice -> post(uri), "boss", notice -> tell(told, notice)));
        notice("team", "group");

        // no more time than that passes, however long the machine takes
        awaitWhileTimePasses(() -> !told.isEmpty(), Duration.ofSeconds(5), BEGIN.plusSeconds(seconds));

        assertThat(told.get(0).title()).isEqualTo("Receiver team cannot be reached");
        assertThat(state(1)).isEqualTo(Delivery.State.PENDING);
    }

    @Test
    void aTargetOfEventsThatFailsIsToldToTheFirstReceiver() {
        server.answers(403, "");
        List<RenderedNotice> told = new CopyOnWriteArrayList<>();
        append(TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "sent"));
        EventTarget target = new EventTarget(
                "crm", server.url("/twilio"), List.of(), EventTarget.Format.TWILIO, 8, Optional.empty());
        workers = workers(List.of(receiver("boss", notice -> tell(told, notice))), List.of(target));
        workers.start();
        database.deliveries()
                .add(List.of(LogReader.delivery(
                        target.name(), database.projections().read(0, 9).get(0), clock.instant())));

        awaitWhileTimePasses(() -> !told.isEmpty(), Duration.ofSeconds(5));

        assertThat(told.get(0).text()).contains("Receiver: crm").contains("Waiting: 1 to be sent");
    }

    /** The one after the end of another process, or on another node. */
    @Test
    void aRestartTellsNothingAgain() {
        server.answers(401, "");
        List<RenderedNotice> told = new CopyOnWriteArrayList<>();
        Map<String, Receiver> receivers =
                Map.of("team", notice -> post(server.url("/team")), "boss", notice -> tell(told, notice));
        begin(receivers);
        notice("team", "group");
        awaitWhileTimePasses(() -> told.size() == 1, Duration.ofSeconds(5));
        workers.close();

        begin(receivers);
        int before = server.requests().size();
        awaitWhileTimePasses(() -> server.requests().size() > before + 3, Duration.ofMinutes(5));

        assertThat(told).hasSize(1);
    }

    @Test
    void theBacklogOfEachReceiverIsAGauge() {
        notice("team", "group");
        notice("team", "group");
        Backlogs backlogs = new Backlogs(List.of("team", "boss"), database.deliveries(), clock);
        new DeliveryMetrics(registry).watch(List.of("team", "boss"), backlogs);
        clock.advance(Duration.ofSeconds(90));
        backlogs.run();

        assertThat(gauge("pending", "team")).isEqualTo(2);
        assertThat(gauge("pending", "boss")).isZero();
        assertThat(gauge("oldest.pending", "team")).isEqualTo(90);
        assertThat(gauge("oldest.pending", "boss")).isZero();
        assertThat(gauge("failing", "team")).isZero();
        database.deliveries().note(new ReceiverFailure("team", BEGIN, "503", List.of(), null), List.of());
        clock.advance(Duration.ofSeconds(10));
        backlogs.run();
        assertThat(gauge("failing", "team")).isEqualTo(1);
    }

    @Test
    void refusedDeliveriesAreGivenUpAtOnceAndCanBeReplayed() {
        AtomicInteger tries = new AtomicInteger();
        begin(Map.of(
                "team", notice -> tries.incrementAndGet() == 1 ? Reply.refused("400 no") : Reply.delivered("200")));
        notice("team", "group");
        await().atMost(SOON).until(() -> state(1) == Delivery.State.DEAD);
        clock.advance(Duration.ofDays(3));

        assertThat(database.deliveries().replay(1, clock.instant())).isTrue();

        await().atMost(SOON).until(() -> state(1) == Delivery.State.DELIVERED);
        assertThat(attempts(1)).hasSize(2);
    }

    @Test
    void aSlowReceiverDoesNotHoldUpAnother() throws InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        begin(Map.of(
                "slow",
                        notice -> {
                            await().atMost(SOON).until(() -> slow.getCount() == 0);
                            return Reply.delivered("200");
                        },
                "quick", notice -> Reply.delivered("200")));
        notice("slow", "group");
        notice("quick", "group");

        await().atMost(SOON).until(() -> state(2) == Delivery.State.DELIVERED);
        assertThat(state(1)).isEqualTo(Delivery.State.PENDING);
        slow.countDown();
        await().atMost(SOON).until(() -> state(1) == Delivery.State.DELIVERED);
    }

    /** A target that fails now and then still gets what is about one resource in its order. */
    @Test
    void eventsOfOneResourceArriveInOrder() {
        server.answers(200, "");
        for (int i = 0; i < 60; i++) {
            server.answersOnce(i % 5 == 3 ? 503 : 200, Map.of(), "");
        }
        List<String> sids =
                IntStream.range(0, 4).mapToObj(i -> TestCallbacks.sid("SM")).toList();
        List<String> statuses = List.of("queued", "sending", "sent", "delivered", "read");
        for (String status : statuses) {
            sids.forEach(sid -> append(TestCallbacks.messageStatus(sid, status)));
        }
        EventTarget target = new EventTarget(
                "crm", server.url("/twilio"), List.of(), EventTarget.Format.TWILIO, 8, Optional.empty());
        workers = workers(List.of(), List.of(target));
        workers.start();
        database.deliveries()
                .add(database.projections().read(0, 1000).stream()
                        .map(event -> LogReader.delivery(target.name(), event, clock.instant()))
                        .toList());

        awaitWhileTimePasses(
                () -> database.deliveries().count("crm", Delivery.State.DELIVERED) == 20, Duration.ofSeconds(3));

        Map<String, List<String>> arrived = new HashMap<>();
        for (Recorded request : server.requests()) {
            var said = FormBody.parse(request.body()).parameters();
            List<String> ofSid =
                    arrived.computeIfAbsent(String.valueOf(said.get("MessageSid")), sid -> new ArrayList<>());
            String status = String.valueOf(said.get("MessageStatus"));
            if (ofSid.isEmpty() || !ofSid.get(ofSid.size() - 1).equals(status)) {
                ofSid.add(status); // a repetition follows at once
            }
        }
        assertThat(arrived)
                .hasSize(4)
                .allSatisfy((sid, order) -> assertThat(order).isEqualTo(statuses));
        assertThat(server.requests()).hasSizeGreaterThan(20);
    }

    /** Checks that every response but 2xx is a failure, and that no redirect is followed. */
    @ParameterizedTest
    @ValueSource(ints = {301, 308, 401, 404, 429, 500, 503})
    void otherAnswersAreTriedAgain(int status) {
        server.answersOnce(status, Map.of("Location", "/elsewhere"), "x".repeat(1_000_000));
        server.answers(204, "");
        append(TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "sent"));
        EventTarget target = new EventTarget(
                "crm", server.url("/twilio"), List.of(), EventTarget.Format.CLOUDEVENTS, 8, Optional.empty());
        workers = workers(List.of(), List.of(target));
        workers.start();
        database.deliveries()
                .add(List.of(LogReader.delivery(
                        target.name(), database.projections().read(0, 9).get(0), clock.instant())));

        awaitWhileTimePasses(() -> state(1) == Delivery.State.DELIVERED, Duration.ofSeconds(5));

        assertThat(attempts(1)).hasSize(2).first().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(DeliveryAttempt.Outcome.FAILED);
            assertThat(attempt.reason()).startsWith(String.valueOf(status)).hasSizeLessThanOrEqualTo(500);
        });
        assertThat(server.requests()).extracting(Recorded::path).containsOnly("/twilio");
    }

    @Test
    void anEventThatRetentionHasDeletedIsGivenUp() {
        EventTarget target = new EventTarget(
                "crm", server.url("/twilio"), List.of(), EventTarget.Format.TWILIO, 8, Optional.empty());
        workers = workers(List.of(), List.of(target));
        workers.start();

        database.deliveries()
                .add(List.of(new NewDelivery("crm", "SM1", Delivery.Kind.EVENT, 77L, "", clock.instant())));

        await().atMost(SOON).until(() -> state(1) == Delivery.State.DEAD);
        assertThat(attempts(1))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.reason()).isEqualTo("the event is no longer in the log"));
    }

    /** An end in the middle of an attempt is an attempt whose answer is outstanding: it is made again, and nothing else is. */
    @Test
    void anEndDoesNotForgetAnythingAndRepeatsOnlyWhatWasUnderWay() {
        List<String> arrived = new CopyOnWriteArrayList<>();
        CountDownLatch stuck = new CountDownLatch(1);
        begin(Map.of("team", notice -> {
            arrived.add(notice.id());
            if (arrived.size() == 3) {
                stuck.countDown();
                await().atMost(SOON).until(() -> Thread.currentThread().isInterrupted());
            }
            return Reply.delivered("200");
        }));
        IntStream.range(0, 6).forEach(i -> notice("team", "group " + i));
        await().atMost(SOON).until(() -> stuck.getCount() == 0);
        clock.advance(Duration.ofSeconds(1));
        Thread end = new Thread(workers::close);
        end.start();
        awaitWhileTimePasses(() -> !end.isAlive(), Duration.ofSeconds(1));

        begin(Map.of("team", notice -> {
            arrived.add(notice.id());
            return Reply.delivered("200");
        }));

        await().atMost(SOON).until(() -> database.deliveries().count("team", Delivery.State.DELIVERED) == 6);
        String generation = database.generation().current().value();
        assertThat(arrived)
                .containsExactlyElementsOf(IntStream.of(1, 2, 3, 3, 4, 5, 6)
                        .mapToObj(id -> "msg_" + generation + "_" + id)
                        .toList());
    }

    /** A notice that was pending when the database was restored or migrated is another one to its receiver: it drops nothing that is new. */
    @Test
    void aNoticeKeepsItsIdThroughItsRetriesAndGetsAnotherInAnotherGeneration() {
        String first = database.generation().current().value();
        List<String> arrived = new CopyOnWriteArrayList<>();
        begin(Map.of("team", notice -> {
            arrived.add(notice.id());
            return Reply.failed("503");
        }));
        notice("team", "group");
        awaitWhileTimePasses(() -> arrived.size() >= 3, Duration.ofMinutes(1));
        workers.close();
        assertThat(Set.copyOf(arrived)).containsExactly("msg_" + first + "_1");

        String second = database.generation().renew().value();
        begin(Map.of("team", notice -> {
            arrived.add(notice.id());
            return Reply.delivered("200");
        }));
        awaitWhileTimePasses(() -> state(1) == Delivery.State.DELIVERED, Duration.ofMinutes(1));

        assertThat(arrived).last().isEqualTo("msg_" + second + "_1");
    }

    private void begin(Map<String, Receiver> receivers) {
        workers = workers(
                receivers.entrySet().stream()
                        .map(receiver -> receiver(receiver.getKey(), receiver.getValue()))
                        .toList(),
                List.of());
        workers.start();
    }

    private static ReceiverSettings receiver(String name, Receiver receiver) {
        return new ReceiverSettings(name, "file", unused -> receiver, NoticeTemplates.shipped(), Optional.empty());
    }

    private Reply post(URI url) {
        return HttpReplies.send(http, OutboundRequest.json(url, Map.of(), "{}"));
    }

    private static Reply tell(List<RenderedNotice> told, RenderedNotice notice) {
        told.add(notice);
        return Reply.delivered("200 OK");
    }

    private double gauge(String name, String receiver) {
        return registry.get("ringback.forward." + name)
                .tag("receiver", receiver)
                .gauge()
                .value();
    }

    private DeliveryWorkers workers(List<ReceiverSettings> receivers, List<EventTarget> targets) {
        return new DeliveryWorkers(
                new ForwardOptions(new Rules(List.of()), Inhibition.PRESETS, receivers, targets, List.of()),
                database,
                http,
                NoticeLinks.NONE,
                new Accounts(List.of(TestTraffic.ACCOUNT)),
                TestSealedCallbacks.none(),
                new DeliveryMetrics(registry),
                clock);
    }

    private void notice(String receiver, String key) {
        String content = NoticeJson.write(SampleNotices.notice(clock));
        database.deliveries()
                .add(List.of(new NewDelivery(receiver, key, Delivery.Kind.NOTICE, null, content, clock.instant())));
    }

    private void append(TestCallbacks callback) {
        database.events().append(List.of(TestTraffic.entry(callback, clock.instant())));
    }

    private Delivery.State state(long id) {
        return database.deliveries().find(id).orElseThrow().state();
    }

    private List<DeliveryAttempt> attempts(long id) {
        return database.deliveries().attempts(List.of(id)).stream()
                .map(tried -> tried.attempt())
                .toList();
    }

    /** Lets time pass by this much, whenever all that could be sent has been tried. */
    private void awaitWhileTimePasses(Callable<Boolean> condition, Duration step) {
        awaitWhileTimePasses(condition, step, Instant.MAX);
    }

    private void awaitWhileTimePasses(Callable<Boolean> condition, Duration step, Instant end) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (condition.call()) {
                        return true;
                    }
                    boolean idle = database
                            .deliveries()
                            .newestFirst(new Filter(null, Delivery.State.PENDING), Long.MAX_VALUE, 100)
                            .items()
                            .stream()
                            .allMatch(delivery -> delivery.nextAttemptAt().isAfter(clock.instant()));
                    // A receiver that is left alone for a while is not idle, but waits for that while to pass.
                    Duration next = idle || step.compareTo(PAUSE) < 0 ? step : PAUSE;
                    if (!clock.instant().plus(next).isAfter(end)) {
                        clock.advance(next);
                    }
                    workers.wake();
                    return false;
                });
    }
}
