package dev.ringback.forward.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import dev.ringback.forward.group.Notice;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.mute.Silences;
import dev.ringback.forward.notice.NoticeJson;
import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.forward.rule.Threshold;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Alert;
import dev.ringback.model.EventSource;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Filter;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.callback.Arrival;
import dev.ringback.twilio.callback.CallbackReader;
import dev.ringback.twilio.callback.MalformedBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error that is told by the Debugger, by an error log of Event Streams and by the message that failed is one error. */
class SameErrorTest {
    private static final Instant BEGIN = Instant.parse("2026-11-28T11:00:05Z");
    private static final Account ACCOUNT =
            new Account("AC0123456789abcdef0123456789abcdef", List.of("token"), null, List.of(), Map.of());
    private static final String ALERT = "NO096d5d6c78dbde4114ade9da4e567e67";
    private static final String SMS = "SM13b37c77f2c6888017938b96ba2207e2";
    private static final String SERVICE = "MGa0863c8d3ed471aefdbabf0f4324a9d6";
    private static final String FAILED = "AccountSid=" + ACCOUNT.sid() + "&MessageSid=" + SMS + "&SmsSid=" + SMS
            + "&MessageStatus=undelivered&SmsStatus=undelivered&ErrorCode=30007&From=%2B14155550100&To=%2B14155550101";

    private final TestClock clock = new TestClock(BEGIN);

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    static Stream<List<String>> orders() {
        return Stream.of("stream", "debugger", "message")
                .flatMap(first -> Stream.of("stream", "debugger", "message")
                        .filter(second -> !second.equals(first))
                        .map(second -> List.of(
                                first,
                                second,
                                Stream.of("stream", "debugger", "message")
                                        .filter(third -> !third.equals(first) && !third.equals(second))
                                        .findFirst()
                                        .orElseThrow())));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void threeWaysOfTellingCountOnceInAnyOrder(List<String> order) throws Exception {
        LogReader logReader = logReader();

        for (String way : order) {
            tell(way);
            logReader.step();
        }

        assertThat(totalToldBy(logReader)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void threeWaysOfTellingCountOnceThoughTheNodeIsRestartedBetweenThem(List<String> order) throws Exception {
        for (String way : order) {
            LogReader logReader = logReader();
            tell(way);
            logReader.step();
            logReader.note(clock.instant());
        }

        assertThat(totalToldBy(logReader())).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void anAlertIsOneRowWithItsResourceAndTextInAnyOrder(List<String> order) throws Exception {
        for (String way : order) {
            tell(way);
        }

        assertThat(alert(ALERT)).satisfies(alert -> {
            assertThat(alert.resourceSid()).isEqualTo(SMS);
            assertThat(alert.serviceSid()).isEqualTo(SERVICE);
            assertThat(alert.errorCode()).isEqualTo("30007");
            assertThat(alert.alertText()).isEqualTo("Msg=Message+filtered+by+the+carrier");
            assertThat(alert.logLevel()).isEqualTo("error");
        });
    }

    @Test
    void anErrorLogAloneHasItsResourceServiceAndText() throws Exception {
        LogReader logReader = logReader();
        tell("stream");
        logReader.step();
        clock.advance(Duration.ofSeconds(31));
        logReader.step();

        assertThat(notices().get(0).examples()).singleElement().satisfies(example -> {
            assertThat(example.sid()).isEqualTo(SMS);
            assertThat(example.label(Label.RESOURCE)).isEqualTo("message");
            assertThat(example.label(Label.SERVICE_SID)).isEqualTo(SERVICE);
            assertThat(example.report().message()).isEqualTo("Message filtered by the carrier");
        });
        assertThat(alert(ALERT).alertText()).isEqualTo("Msg=Message+filtered+by+the+carrier");
    }

    @Test
    void theErrorOfASinkIsAWarningAboutTheEventItCouldNotSend() throws Exception {
        json(resource("error-logged-sink.json"));

        assertThat(alert("NOdb3cff034ec5ba0624ac2c2a606df505")).satisfies(alert -> {
            assertThat(alert.resourceSid()).isEqualTo("ZEec1c76958457ca2d3a721f85299fe2e0");
            assertThat(alert.serviceSid()).isEqualTo("ZH3a2b2a5fa472c778ed68758ed4f1045b");
            assertThat(alert.errorCode()).isEqualTo("93101");
            assertThat(alert.logLevel()).isEqualTo("warning");
            assertThat(alert.alertText())
                    .isEqualTo("Msg=Error+delivering+event+to+webhook%3A+500+Internal+Server+Error");
        });
    }

    /** The shapes in which an error log may give the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"correlation_sid\":\"SMX\",\"error_code\":30007,\"payload\":\"{\\\"message\\\":\\\"no\\\"}\"}",
                "{\"correlation_sid\":\"SMX\",\"error_code\":\"30007\",\"payload\":{\"message\":\"no\"}}",
                "{\"correlation_sid\":\"SMX\",\"payload\":{\"message\":\"no\",\"error_code\":30007}}",
                "{\"correlation_sid\":\"SMX\",\"payload\":\"{\\\"message\\\":\\\"no\\\",\\\"error_code\\\":\\\"30007\\\"}\"}",
                "{\"error_code\":\"30007\",\"payload\":\"{\\\"message\\\":\\\"no\\\",\\\"resource_sid\\\":\\\"SMX\\\"}\"}",
                "{\"error_code\":\"30007\",\"resource_sid\":\"SMX\",\"payload\":{\"message\":\"no\"}}",
                "{\"correlation_sid\":\"\",\"error_code\":30007,\"payload\":{\"message\":\"no\",\"resource_sid\":\"SMX\"}}",
                "{\"correlation_sid\":\"RQd9ef56b51a829ff0888495385b20191a\",\"error_code\":30007,"
                        + "\"payload\":{\"more_info\":{\"Msg\":\"no\"},\"message\":\"other\",\"resource_sid\":\"SMX\"}}",
            })
    void anErrorLogIsReadInEachShape(String data) throws Exception {
        json(errorLog(data.replace("SMX", SMS)));

        assertThat(alert(ALERT)).satisfies(alert -> {
            assertThat(alert.resourceSid()).isEqualTo(SMS);
            assertThat(alert.errorCode()).isEqualTo("30007");
            assertThat(alert.alertText()).isEqualTo("Msg=no");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"correlation_sid\":\"none\"}", "{\"correlation_sid\":null}", "{\"payload\":{}}", "{}"})
    void anErrorLogWithoutAResourceHasNone(String data) throws Exception {
        json(errorLog(data));

        assertThat(alert(ALERT).resourceSid()).isNull();
        assertThat(alert(ALERT).alertText()).isNull();
    }

    /** The second word of the alert names the message, whose own failure is then known to be the same. */
    @Test
    void anErrorLogWithoutAResourceIsTheSameErrorAsTheDebuggersAndTheMessages() throws Exception {
        LogReader logReader = logReader();
        json(errorLog("{\"error_code\":30007}"));
        logReader.step();
        tell("debugger");
        logReader.step();
        tell("message");
        logReader.step();

        assertThat(totalToldBy(logReader)).isEqualTo(1);
    }

    @Test
    void otherErrorsOfTheSameMessageAreErrorsOfTheirOwn() throws Exception {
        LogReader logReader = logReader();
        tell("stream");
        json(resource("error-logged.json").replace(ALERT, "NO00000000000000000000000000000002"));
        form(resource("debugger-same-error.form")
                .replace(ALERT, "NO00000000000000000000000000000003")
                .replace("30007", "30008"));
        logReader.step();

        assertThat(totalToldBy(logReader)).isEqualTo(3);
    }

    @Test
    void eachRuleThatIsAskedCountsTheErrorOnce() throws Exception {
        Rule first = rule("first", true, List.of(Label.RESOURCE));
        LogReader logReader = new LogReader(
                options(first, rule("second", false, List.of())),
                database.log(),
                database.systemEvents(),
                database.forward(),
                TestSealedCallbacks.none(),
                silences(),
                clock);
        json(errorLog("{\"error_code\":30007,\"level\":\"ERROR\"}")); // in another group than what names the message
        tell("debugger");
        logReader.step();
        clock.advance(Duration.ofSeconds(31));
        logReader.step();

        assertThat(notices())
                .extracting(Notice::rule, Notice::total)
                .hasSize(2)
                .allSatisfy(notice -> assertThat(notice.toList().get(1)).isEqualTo(1L));
    }

    private void tell(String way) throws Exception {
        switch (way) {
            case "stream" -> json(resource("error-logged.json"));
            case "debugger" -> form(resource("debugger-same-error.form"));
            default -> form(FAILED);
        }
    }

    private static String errorLog(String data) {
        return "[{\"specversion\":\"1.0\",\"type\":\"com.twilio.error-logs.error.logged\",\"source\":\"ZH1\",\"id\":\""
                + ALERT + "\",\"time\":\"2026-11-28T11:00:00.000Z\",\"data\":{\"sid\":\"" + ALERT
                + "\",\"account_sid\":\""
                + ACCOUNT.sid() + "\",\"level\":\"ERROR\"" + (data.equals("{}") ? "}" : "," + data.substring(1)) + "}]";
    }

    private void json(String body) throws MalformedBodyException {
        database.events().append(reader().readJson(arrival(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private void form(String body) {
        database.events()
                .append(reader().readForm(
                                arrival(),
                                body.strip().getBytes(StandardCharsets.UTF_8),
                                FormBody.parse(body.strip())));
    }

    private static CallbackReader reader() {
        return new CallbackReader(new Accounts(List.of(ACCOUNT)));
    }

    private Arrival arrival() {
        return new Arrival(
                ACCOUNT,
                "https://hooks.example.com/twilio",
                "POST",
                "/twilio",
                null,
                clock.instant(),
                EventSource.CALLBACK);
    }

    private Alert alert(String sid) {
        return database.resources().find(Alert.class, ACCOUNT.sid(), sid).orElseThrow();
    }

    private LogReader logReader() {
        return new LogReader(
                options(rule("errors", false, List.of())),
                database.log(),
                database.systemEvents(),
                database.forward(),
                TestSealedCallbacks.none(),
                silences(),
                clock);
    }

    private static Silences silences() {
        return new Silences();
    }

    private long totalToldBy(LogReader logReader) {
        clock.advance(Duration.ofSeconds(31));
        logReader.step();
        return notices().get(0).total();
    }

    private List<Notice> notices() {
        return database.deliveries().newestFirst(new Filter(null, null), Long.MAX_VALUE, 100).items().stream()
                .map(delivery -> NoticeJson.notice(delivery.content()))
                .toList();
    }

    private static ForwardOptions options(Rule... rules) {
        ReceiverSettings team = new ReceiverSettings(
                "team", "file", http -> notice -> Reply.delivered(""), NoticeTemplates.shipped(), Optional.empty());
        return new ForwardOptions(new Rules(List.of(rules)), Inhibition.PRESETS, List.of(team), List.of(), List.of());
    }

    private static Rule rule(String name, boolean goOn, List<Label> groupBy) {
        return new Rule(
                name,
                List.of(LabelMatcher.parse("level = error")),
                goOn,
                new Threshold.Count(1, Duration.ofMinutes(5)),
                groupBy,
                Rule.DEFAULT_GROUP_WAIT,
                Rule.DEFAULT_GROUP_INTERVAL,
                Rule.DEFAULT_REPEAT_INTERVAL,
                Rule.DEFAULT_RESOLVE_AFTER,
                List.of("team"),
                List.of(),
                List.of());
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(SameErrorTest.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
