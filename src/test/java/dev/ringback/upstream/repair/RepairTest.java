package dev.ringback.upstream.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.TestTraffic;
import dev.ringback.model.Accounts;
import dev.ringback.model.AlertBuilder;
import dev.ringback.model.Call;
import dev.ringback.model.Downtime;
import dev.ringback.model.EventSource;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.simulate.api.http.Fault;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.ApiCondition;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.TestMirror;
import dev.ringback.upstream.doubt.MirrorGauge;
import dev.ringback.upstream.doubt.MirrorHealth;
import dev.ringback.upstream.doubt.NotedAnswers;
import dev.ringback.upstream.doubt.UnreachableAlerts;
import dev.ringback.upstream.list.ListPages;
import dev.ringback.upstream.list.ListQuery;
import dev.ringback.upstream.list.ListWalk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in doubt is asked for with as few requests as possible, once, and stays settled. */
class RepairTest {
    private static final Accounts ACCOUNTS = new Accounts(List.of(TestServer.ACCOUNT));
    private static final Instant HOUR_AGO = TestMirror.START.minusSeconds(3_600);

    @TempDir
    Path folder;

    private TestMirror mirror;
    private NotedAnswers answers;
    private MirrorHealth health;
    private Repair repair;

    @BeforeEach
    void open() {
        mirror = TestMirror.open(folder);
        answers = new NotedAnswers(mirror::store, mirror.database().doubts());
        health = new MirrorHealth(
                mirror.database().doubts(),
                mirror.database().downtimes(),
                mirror.database().writes(),
                mirror.clock());
        repair = new Repair(
                mirror.upstream(),
                answers,
                new RepairPlanner(
                        mirror.database().doubts(),
                        mirror.database().downtimes(),
                        new UnreachableAlerts(mirror.database().downtimes(), "https://hooks.example.com/twilio#rc=5"),
                        new SweepPlanner(
                                mirror.database().sweeps(), mirror.database().doubts())),
                mirror.database().doubts(),
                mirror.database().downtimes(),
                mirror.database().sweeps(),
                Duration.ofDays(400),
                mirror.clock());
    }

    @AfterEach
    void close() {
        answers.close();
        mirror.close();
    }

    /** Lets the mirror know messages in a state without noting that Twilio itself has said so: as if a callback had. */
    private void know(int first, int count, String status) {
        become(first, count, status);
        read(ResourceKind.MESSAGE);
    }

    private void read(ResourceKind kind) {
        read(ListQuery.between(
                TestMirror.ACCOUNT,
                kind,
                HOUR_AGO.minusSeconds(3_600),
                mirror.clock().instant()));
    }

    private void read(ListQuery query) {
        ListWalk walk = new ListPages(mirror.upstream(), mirror::store).walk(query, Purpose.BACKFILL, null, null);
        while (walk.hasNext()) {
            walk.next().join();
        }
        mirror.twilio().requests().clear();
    }

    private static Message message(int number, String status) {
        return TestMirror.message(number, status, HOUR_AGO.plusMillis(number * 300L));
    }

    private void become(int first, int count, String status) {
        for (int i = first; i < first + count; i++) {
            mirror.twilio().add(message(i, status));
        }
    }

    private Repair.Result run() {
        return repair.run((done, expected) -> {});
    }

    private long inDoubt() {
        return health.report(List.of(TestMirror.ACCOUNT)).inDoubt();
    }

    @Test
    void tenThousandLostCallbacksAreRepairedWithAtMostTwelveRequests() {
        know(0, 10_000, "sent");
        become(0, 10_000, "delivered");
        assertThat(inDoubt()).isZero();
        mirror.clock().advance(Duration.ofHours(13));
        assertThat(inDoubt()).isEqualTo(10_000);

        Repair.Result result = run();

        assertThat(mirror.asked()).isLessThanOrEqualTo(12);
        assertThat(result.requests()).isEqualTo(mirror.asked());
        assertThat(result.estimated()).isBetween(result.requests() - 1, result.requests() + 1);
        assertThat(inDoubt()).isZero();
        assertThat(mirror.messages("delivered")).isEqualTo(10_000);
    }

    @Test
    void fewAreFetchedOneByOne() {
        become(1, 2_498, "delivered");
        become(0, 1, "sent");
        know(2_499, 1, "sent");
        become(0, 1, "undelivered");
        become(2_499, 1, "undelivered");
        mirror.clock().advance(Duration.ofHours(13));

        assertThat(repair.plan(ACCOUNTS).lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("GET /2010-04-01/Accounts/" + TestMirror.ACCOUNT + "/Messages/SM")
                .contains("1 request: message is sent since");
        run();

        assertThat(mirror.asked("/Messages/SM")).isEqualTo(2);
        assertThat(mirror.asked()).isEqualTo(2);
        assertThat(mirror.messages("undelivered")).isEqualTo(2);
        assertThat(inDoubt()).isZero();
    }

    @Test
    void whatTwilioItselfAnswersIsInDoubtNoMore() {
        know(0, 3, "sent");
        mirror.clock().advance(Duration.ofHours(13));
        assertThat(inDoubt()).isEqualTo(3);
        run();
        assertThat(inDoubt()).isZero();
        int asked = mirror.asked();
        mirror.clock().advance(Duration.ofDays(3));
        run();
        assertThat(mirror.asked()).isEqualTo(asked);
    }

    @Test
    void whatAListDoesNotShowIsFetchedTheNextTime() {
        know(0, 3, "sent");
        for (int i = 0; i < 3; i++) {
            mirror.twilio()
                    .add(MessageBuilder.builder(message(i, "failed"))
                            .dateSent(null)
                            .build());
        }
        mirror.clock().advance(Duration.ofHours(13));
        run();
        assertThat(mirror.asked("/Messages.json")).isEqualTo(1);
        assertThat(inDoubt()).isEqualTo(3);
        run();
        assertThat(mirror.asked()).isEqualTo(1);
        mirror.clock().advance(Duration.ofMinutes(11));
        run();
        assertThat(mirror.asked("/Messages/SM")).isEqualTo(3);
        assertThat(inDoubt()).isZero();
        assertThat(mirror.messages("failed")).isEqualTo(3);
    }

    @Test
    void aDowntimeIsReadWhenTheListsHaveCaughtUp() {
        know(0, 10, "delivered");
        mirror.database().downtimes().beat(TestMirror.START, Duration.ofSeconds(30));
        for (int i = 0; i < 1_500; i++) {
            mirror.twilio().add(TestMirror.message(50_000 + i, "delivered", TestMirror.START.plusSeconds(60 + i)));
        }
        mirror.clock().advance(Duration.ofHours(1));
        assertThat(mirror.database().downtimes().beat(mirror.clock().instant(), Duration.ofSeconds(30)))
                .isPresent();
        assertThat(inDoubt()).isEqualTo(1);
        run();
        assertThat(mirror.asked()).isZero();

        mirror.clock().advance(Duration.ofMinutes(21));
        run();

        assertThat(mirror.asked()).isEqualTo(2);
        assertThat(mirror.messages("delivered")).isEqualTo(1_510);
        assertThat(inDoubt()).isZero();
        run();
        assertThat(mirror.asked()).isEqualTo(2);
    }

    @Test
    void conferencesAreAskedForAsCompleted() {
        for (int i = 0; i < 3; i++) {
            mirror.twilio().add(TestMirror.conference(i, "in-progress", HOUR_AGO));
        }
        read(ListQuery.conferences(TestMirror.ACCOUNT, "in-progress", HOUR_AGO, HOUR_AGO));
        for (int i = 0; i < 3; i++) {
            mirror.twilio().add(TestMirror.conference(i, "completed", HOUR_AGO));
        }
        mirror.clock().advance(Duration.ofHours(26));
        assertThat(inDoubt()).isEqualTo(3);
        run();
        assertThat(mirror.asked("/Conferences.json")).isEqualTo(1);
        assertThat(mirror.twilio().requests().all().get(0).query().get("Status"))
                .isEqualTo("completed");
        assertThat(inDoubt()).isZero();
    }

    @Test
    void whatTwilioDoesNotHaveIsInDoubtNoMore() {
        know(0, 1, "sent");
        mirror.clock().advance(Duration.ofHours(13));
        mirror.twilio().faults().once(Fault.error(404, 20404, "not found"));
        run();
        assertThat(inDoubt()).isZero();
    }

    @Test
    void itStopsWhileTwilioIsAwayAndGoesOnLater() {
        know(0, 4, "sent");
        become(0, 4, "delivered");
        mirror.clock().advance(Duration.ofHours(13));
        mirror.twilio().faults().times(3, request -> true, Fault.error(503, 20503, "Service unavailable"));
        assertThat(run().stopped()).isNotNull();
        assertThat(inDoubt()).isEqualTo(4);
        assertThat(run().stopped()).isNull();
        assertThat(inDoubt()).isZero();
    }

    @Test
    void oneThatTwilioRefusesToShowKeepsNoOtherFromBeingRepaired() {
        become(1, 2_498, "delivered");
        become(0, 1, "sent");
        know(2_499, 1, "sent");
        become(0, 1, "undelivered");
        become(2_499, 1, "undelivered");
        mirror.clock().advance(Duration.ofHours(13));
        mirror.twilio()
                .faults()
                .always(
                        request -> request.path().contains("SM%032x".formatted(0)),
                        Fault.error(403, 20403, "Not yours"));
        assertThat(run().stopped()).isNull();
        assertThat(mirror.messages("undelivered")).isEqualTo(1);
        assertThat(inDoubt()).isEqualTo(1);
    }

    @Test
    void nothingIsAskedWhileTheApiIsDegraded() {
        know(0, 1, "sent");
        mirror.clock().advance(Duration.ofHours(13));
        boolean[] degraded = {true};
        Repairs repairs =
                new Repairs(repair, () -> degraded[0], mirror.database().leases(), () -> {});
        repairs.once();
        assertThat(mirror.asked()).isZero();
        degraded[0] = false;
        repairs.once();
        assertThat(mirror.asked()).isEqualTo(1);
    }

    /** Lets a webhook tell of a call an hour ago. */
    private void hear(String sid, String status, int sequenceNumber) {
        mirror.store(List.of(TestTraffic.entry(
                        TestCallbacks.callStatus(
                                sid,
                                status,
                                sequenceNumber,
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        HOUR_AGO.plusSeconds(sequenceNumber).atOffset(ZoneOffset.UTC))),
                        TestMirror.START)))
                .join();
    }

    @Test
    void aCallOfWhichAnEventIsMissingIsAskedForOnce() {
        Call call = TestMirror.call(1, HOUR_AGO);
        mirror.twilio().add(call);
        hear(call.sid(), "initiated", 0);
        hear(call.sid(), "completed", 3);
        String other = TestMirror.call(2, HOUR_AGO).sid();
        hear(other, "completed", 0);
        assertThat(inDoubt()).isZero();
        mirror.clock().advance(Duration.ofMinutes(59));
        assertThat(inDoubt()).isZero();
        mirror.clock().advance(Duration.ofMinutes(2));
        assertThat(health.report(List.of(TestMirror.ACCOUNT)).gaps())
                .singleElement()
                .satisfies(count -> assertThat(count.number()).isEqualTo(1));
        MirrorGauge gauge = new MirrorGauge(health, mirror.registry());
        gauge.refresh(ACCOUNTS);
        assertThat(gauge("sequence-gap")).isEqualTo(1);
        assertThat(repair.plan(ACCOUNTS).lines()).anyMatch(line -> line.contains("an event is missing of a call of "));

        run();

        assertThat(mirror.asked("/Calls/" + call.sid())).isEqualTo(1);
        assertThat(mirror.asked()).isEqualTo(1);
        assertThat(inDoubt()).isZero();
        gauge.refresh(ACCOUNTS);
        assertThat(gauge("sequence-gap")).isZero();
        mirror.clock().advance(Duration.ofDays(3));
        run();
        assertThat(mirror.asked()).isEqualTo(1);
    }

    private double gauge(String reason) {
        return mirror.registry()
                .get("ringback.mirror.in.doubt")
                .tag("reason", reason)
                .gauge()
                .value();
    }

    @Test
    void anEventThatComesLateClosesTheHole() {
        String sid = TestMirror.call(1, HOUR_AGO).sid();
        hear(sid, "initiated", 0);
        hear(sid, "completed", 2);
        mirror.clock().advance(Duration.ofMinutes(61));
        assertThat(inDoubt()).isEqualTo(1);
        hear(sid, "ringing", 1);
        assertThat(inDoubt()).isZero();
    }

    @Test
    void aCallThatTwilioDoesNotHaveEitherIsInDoubtNoMore() {
        String sid = TestMirror.call(1, HOUR_AGO).sid();
        hear(sid, "completed", 2);
        mirror.clock().advance(Duration.ofMinutes(61));
        run();
        assertThat(inDoubt()).isZero();
        assertThat(mirror.asked()).isEqualTo(1);
    }

    @Test
    void oneOfAllNodesRepairs() {
        know(0, 1, "sent");
        mirror.clock().advance(Duration.ofHours(13));
        mirror.database().leases().take("repair", "another node", Duration.ofMinutes(5));
        new Repairs(repair, ApiCondition.FINE, mirror.database().leases(), () -> {}).once();
        assertThat(mirror.asked()).isZero();
    }

    @Test
    void alertsAboutTheCallbackUrlNameADowntime() {
        for (int i = 0; i < 3; i++) {
            alert(i, "https://hooks.example.com/twilio", HOUR_AGO.plusSeconds(i * 300L));
        }
        alert(3, "https://elsewhere.example.com/", HOUR_AGO.plusSeconds(3_000));
        read(ResourceKind.ALERT);

        repair.plan(ACCOUNTS);

        assertThat(mirror.database().downtimes().newest(10)).singleElement().satisfies(downtime -> {
            assertThat(downtime.reason()).isEqualTo(Downtime.Reason.UNREACHABLE);
            assertThat(downtime.beganAt()).isEqualTo(HOUR_AGO.minusSeconds(60));
            assertThat(downtime.endedAt()).isEqualTo(HOUR_AGO.plusSeconds(660));
        });
        repair.plan(ACCOUNTS);
        assertThat(mirror.database().downtimes().newest(10)).hasSize(1);
        run();
        assertThat(mirror.asked("/v1/Alerts")).isEqualTo(1);
        assertThat(inDoubt()).isZero();
    }

    private void alert(int number, String url, Instant created) {
        mirror.twilio()
                .add(AlertBuilder.builder()
                        .accountSid(TestMirror.ACCOUNT)
                        .sid("NO%032x".formatted(number))
                        .progress(Progress.none(EventSource.CALLBACK))
                        .errorCode("11200")
                        .logLevel("error")
                        .requestUrl(url)
                        .requestMethod("POST")
                        .apiVersion("2010-04-01")
                        .dateCreated(created)
                        .dateUpdated(created)
                        .lastReceivedAt(created)
                        .build());
    }
}
