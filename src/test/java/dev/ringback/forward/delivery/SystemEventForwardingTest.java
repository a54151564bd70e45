package dev.ringback.forward.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.TestCallbacks;
import dev.ringback.TestClock;
import dev.ringback.TestTraffic;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.mute.Silences;
import dev.ringback.forward.notice.ErrorCatalogue;
import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.NoticeLinks;
import dev.ringback.forward.notice.NoticeRenderer;
import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.forward.rule.Threshold;
import dev.ringback.model.Accounts;
import dev.ringback.model.Delivery;
import dev.ringback.model.SystemEvent;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what Ringback itself has to tell to rows that are to be sent. */
class SystemEventForwardingTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");
    private static final String ACCOUNT = TestTraffic.ACCOUNT.sid();

    private final TestClock clock = new TestClock(BEGIN);

    @TempDir
    private Path folder;

    private Database database;
    private int appended;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anIncidentIsToldAsLongAsItLastsAndItsEndAtOnce() {
        ForwardOptions options = options(rule("sms", "kind = twilio-status", "component = \"SMS\"", "impact = major"));
        reader(options);
        incident("SMS", "major", false);
        incident("Voice", "major", false);
        incident("MMS", "minor", false);

        pass(options, Duration.ofHours(5));
        assertThat(told())
                .containsExactly(
                        "PT30S FIRING Twilio reports trouble: SMS, major: once",
                        "PT4H30S FIRING Twilio reports trouble: SMS, major: none new, once");

        incident("SMS", "major", true);
        pass(options, Duration.ofSeconds(1));

        assertThat(told()).last().isEqualTo("PT5H RESOLVED RESOLVED: Twilio reports trouble: SMS, major: once");
        RenderedNotice end = rendered().get(2);
        assertThat(end.text())
                .contains("Twilio says: text 4")
                .contains("Lasted: 2026-01-05 12:00:00 UTC to 2026-01-05 17:00:00 UTC, 5 hours");
        pass(options, Duration.ofHours(5));
        assertThat(deliveries()).hasSize(3);
    }

    @Test
    void whatIsOverBeforeItIsToldIsNotTold() {
        ForwardOptions options = options(rule("all", "kind = twilio-status"));
        reader(options);
        incident("SMS", "major", false);
        pass(options, Duration.ofSeconds(20));
        incident("SMS", "major", true);

        pass(options, Duration.ofHours(1));

        assertThat(deliveries()).isEmpty();
    }

    @Test
    void aGroupIsOverWhenAllOfItIs() {
        ForwardOptions options = options(rule("all", "kind = twilio-status"));
        reader(options);
        incident("SMS", "major", false);
        incident("Voice", "minor", false);
        pass(options, Duration.ofMinutes(10));
        incident("SMS", "major", true);
        pass(options, Duration.ofMinutes(10));
        assertThat(told()).containsExactly("PT30S FIRING Twilio reports trouble: 2 in less than a second");

        incident("Voice", "minor", true);
        pass(options, Duration.ofMinutes(1));

        assertThat(told()).last().isEqualTo("PT20M RESOLVED RESOLVED: Twilio reports trouble: 2 in 20 minutes");
    }

    /** What is no longer minor is over for who was told of what is minor. */
    @Test
    void aChangeEndsItWhereItDoesNotBelongAnyMore() {
        ForwardOptions options = options(
                rule("minor", "kind = twilio-status", "impact = minor"),
                rule("major", "kind = twilio-status", "impact = major"));
        reader(options);
        incident("SMS", "minor", false);
        pass(options, Duration.ofMinutes(10));
        incident("SMS", "major", false);
        pass(options, Duration.ofMinutes(10));
        incident("SMS", "major", true);
        pass(options, Duration.ofMinutes(10));

        assertThat(told())
                .containsExactly(
                        "PT30S FIRING Twilio reports trouble: SMS, minor: once",
                        "PT10M RESOLVED RESOLVED: Twilio reports trouble: SMS, minor: once",
                        "PT10M30S FIRING Twilio reports trouble: SMS, major: once",
                        "PT20M RESOLVED RESOLVED: Twilio reports trouble: SMS, major: once");
    }

    @Test
    void otherErrorsOfTheSameGroupKeepItUpAsEver() {
        ForwardOptions options = options(rule("errors", "level = error"));
        reader(options);
        refused(false);
        pass(options, Duration.ofMinutes(10));
        database.events()
                .append(List.of(TestTraffic.entry(
                        TestCallbacks.messageStatus(TestCallbacks.sid("SM"), "failed")
                                .with("ErrorCode", "30007"),
                        clock.instant())));
        pass(options, Duration.ofMinutes(1));
        refused(true);
        pass(options, Duration.ofMinutes(3));
        assertThat(told()).hasSize(2).noneMatch(line -> line.contains("RESOLVED"));

        pass(options, Duration.ofMinutes(3));

        assertThat(told()).last().asString().startsWith("PT15M").contains("RESOLVED");
    }

    @Test
    void refusedCredentialsAreToldInWordsOfOurOwn() {
        ForwardOptions options = options(rule("refused", "kind = upstream-refused", "account = " + ACCOUNT));
        reader(options);
        refused(false);
        pass(options, Duration.ofMinutes(1));

        RenderedNotice notice = rendered().get(0);
        assertThat(notice.title()).isEqualTo("Twilio refuses the credentials: once");
        assertThat(notice.severity()).isEqualTo(RenderedNotice.Severity.ERROR);
        assertThat(notice.text()).contains("Ringback says: text 1").doesNotContain("Twilio says");
    }

    @ParameterizedTest
    @CsvSource({
        "vault-copy, The vault could not copy something",
        "vault-damaged, The vault's own copy is lost or changed",
        "vault-store, The vault cannot be used",
        "vault-space, The vault's disk runs low",
    })
    void troubleOfTheVaultIsToldInWordsOfOurOwn(String kind, String title) {
        ForwardOptions options = options(rule("vault", "kind = " + kind));
        reader(options);
        append(kind, null, "store", Map.of("status", "fails", "level", "error"), false);
        pass(options, Duration.ofMinutes(1));

        RenderedNotice notice = rendered().get(0);
        assertThat(notice.title()).isEqualTo(title + ": once");
        assertThat(notice.text()).contains("Ringback says: text 1").doesNotContain("Twilio says");
    }

    /** Whoever goes on after a kill, at whatever moment, sends the same. */
    @Test
    void aRestartTellsNothingTwice() {
        ForwardOptions options = options(rule("all", "kind = twilio-status"));
        reader(options);
        for (int second = 0; second <= 700; second++) {
            clock.set(BEGIN.plusSeconds(second));
            if (second == 5 || second == 650) {
                incident("SMS", "major", second > 5);
            }
            reader(options).step();
        }

        assertThat(told())
                .containsExactly(
                        "PT35S FIRING Twilio reports trouble: SMS, major: once",
                        "PT10M50S RESOLVED RESOLVED: Twilio reports trouble: SMS, major: once");
    }

    @Test
    void whatWasBeforeTheFirstStartOrIsOldIsNotTold() {
        ForwardOptions options = options(rule("all", "kind = twilio-status"));
        incident("SMS", "major", false);
        reader(options);
        pass(options, Duration.ofMinutes(1));
        incident("Voice", "major", false);
        clock.advance(Duration.ofDays(2));
        pass(options, Duration.ofMinutes(1));

        assertThat(deliveries()).isEmpty();
    }

    /** Somebody may have been told of the beginning. */
    @Test
    void anOldEndIsToldStill() {
        ForwardOptions options = options(rule("all", "kind = twilio-status"));
        reader(options);
        incident("SMS", "major", false);
        pass(options, Duration.ofMinutes(1));
        incident("SMS", "major", true);
        clock.advance(Duration.ofDays(2));
        pass(options, Duration.ofMinutes(1));

        assertThat(told()).hasSize(2).last().asString().contains("RESOLVED");
    }

    @Test
    void targetsGetThemIfTheyAskForTheKindAndTakeCloudEvents() throws IOException {
        EventTarget.Format clouds = EventTarget.Format.CLOUDEVENTS;
        try (RecordingServer server = RecordingServer.start()) {
            ForwardOptions options = new ForwardOptions(
                    new Rules(List.of()),
                    Inhibition.PRESETS,
                    List.of(),
                    List.of(
                            target("bus", server, clouds, "kind = twilio-status", "impact = major"),
                            target("minor", server, clouds, "kind = twilio-status", "impact = minor"),
                            target("all", server, clouds),
                            target("others", server, clouds, "kind != message-status"),
                            target("twilio", server, EventTarget.Format.TWILIO, "kind = twilio-status")),
                    List.of("127.0.0.1"));
            reader(options);
            incident("SMS", "major", false);
            reader(options).step();

            assertThat(deliveries()).hasSize(1).first().satisfies(delivery -> {
                assertThat(delivery.receiver()).isEqualTo("bus");
                assertThat(delivery.kind()).isEqualTo(Delivery.Kind.SYSTEM_EVENT);
                assertThat(delivery.eventId()).isNull();
            });

            server.answers(204, "");
            try (Forwarder forwarder = new Forwarder(
                    options,
                    database,
                    new Accounts(List.of(TestTraffic.ACCOUNT)),
                    NoticeLinks.NONE,
                    new DeliveryMetrics(new SimpleMeterRegistry()),
                    clock)) {
                forwarder.start();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> deliveries().get(0).state() == Delivery.State.DELIVERED);
            }
            JsonNode expected = new ObjectMapper().readTree("""
                    {"specversion": "1.0", "id": "key 1 %d", "source": "/ringback", "type": "dev.ringback.twilio-status",
                     "time": "2026-01-05T12:00:00Z", "subject": "incident SMS", "datacontenttype": "application/json",
                     "data": {"account_sid": null, "labels": {"component": "SMS", "impact": "major", "level": "error"},
                              "text": "text 1", "resolved": false}}""".formatted(BEGIN.toEpochMilli()));
            assertThat(server.request().json()).isEqualTo(expected);
            assertThat(server.request().header("content-type")).startsWith("application/cloudevents+json");
        }
    }

    private void incident(String component, String impact, boolean resolved) {
        append(
                SystemEvent.STATUS_PAGE,
                null,
                "incident " + component,
                Map.of("component", component, "impact", impact, "level", "error"),
                resolved);
    }

    private void refused(boolean resolved) {
        append(SystemEvent.UPSTREAM_REFUSED, ACCOUNT, ACCOUNT, Map.of("status", "401", "level", "error"), resolved);
    }

    private void append(
            String kind, @Nullable String account, String subject, Map<String, String> labels, boolean resolved) {
        appended++;
        database.systemEvents()
                .append(new SystemEvent(
                        0,
                        "key " + appended,
                        kind,
                        account,
                        subject,
                        clock.instant(),
                        labels,
                        "text " + appended,
                        resolved));
    }

    /** Lets time pass, in steps of ten seconds at most. */
    private void pass(ForwardOptions options, Duration time) {
        LogReader reader = reader(options);
        reader.step();
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            Instant next = clock.instant().plusSeconds(10);
            clock.set(next.isBefore(end) ? next : end);
            reader.step();
        }
        reader.note(clock.instant());
    }

    private LogReader reader(ForwardOptions options) {
        return new LogReader(
                options,
                database.log(),
                database.systemEvents(),
                database.forward(),
                TestSealedCallbacks.none(),
                new Silences(),
                clock);
    }

    /** The oldest first. */
    private List<Delivery> deliveries() {
        List<Delivery> all = new ArrayList<>(database.deliveries()
                .newestFirst(new Filter(null, null), Long.MAX_VALUE, 100)
                .items());
        Collections.reverse(all);
        return all;
    }

    private List<RenderedNotice> rendered() {
        NoticeRenderer renderer =
                new NoticeRenderer(ErrorCatalogue.shipped(), NoticeLinks.NONE, NoticeTemplates.shipped());
        return deliveries().stream()
                .map(delivery -> renderer.render(NoticeJson.notice(delivery.content()), "id"))
                .toList();
    }

    private List<String> told() {
        return rendered().stream()
                .map(notice -> Duration.between(BEGIN, notice.at()) + " " + notice.state() + " " + notice.title())
                .toList();
    }

    private static ForwardOptions options(Rule... rules) {
        ReceiverSettings team = new ReceiverSettings(
                "team", "file", http -> notice -> Reply.delivered(""), NoticeTemplates.shipped(), Optional.empty());
        return new ForwardOptions(new Rules(List.of(rules)), Inhibition.PRESETS, List.of(team), List.of(), List.of());
    }

    private static EventTarget target(
            String name, RecordingServer server, EventTarget.Format format, String... matchers) {
        return new EventTarget(
                name,
                server.url("/in"),
                List.of(matchers).stream().map(LabelMatcher::parse).toList(),
                format,
                1,
                Optional.empty());
    }

    private static Rule rule(String name, String... matchers) {
        return new Rule(
                name,
                List.of(matchers).stream().map(LabelMatcher::parse).toList(),
                true,
                new Threshold.Count(1, Duration.ofMinutes(5)),
                List.<Label>of(),
                Rule.DEFAULT_GROUP_WAIT,
                Rule.DEFAULT_GROUP_INTERVAL,
                Rule.DEFAULT_REPEAT_INTERVAL,
                Rule.DEFAULT_RESOLVE_AFTER,
                List.of("team"),
                List.of(),
                List.of());
    }
}
