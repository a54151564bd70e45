package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.group.Notice.Kind;
import dev.ringback.forward.group.Notice.State;
import dev.ringback.forward.rule.DebuggerReport;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeJsonTest {
    private static final String ODD =
            "a \"\\/\b\f\n\r\t\u0000\u001b\u007f\u0085\u2028\ufeff\uffff\u00e4\ud83d\ude00{}[],:<>&'";

    @Test
    void keepsAllThatANoticeSays() {
        Notice notice = new Notice(
                "blocked",
                "10 in 5m",
                Map.of(Label.ERROR_CODE, "30007", Label.HOST, ""),
                State.RESOLVED,
                Instant.parse("2026-01-31T12:00:00.123456789Z"),
                3,
                Long.MAX_VALUE,
                Instant.parse("2026-01-31T11:00:00Z"),
                Instant.parse("2026-01-31T11:59:59.5Z"),
                List.of(new Kind(TestNotices.filtered(), 12), new Kind(Map.of(), 1)),
                List.of(
                        new Occurrence(
                                Long.MAX_VALUE,
                                Instant.EPOCH,
                                TestNotices.SID,
                                TestNotices.filtered(),
                                new DebuggerReport("message", "POST", "https://example.com/sms", "502", "body")),
                        new Occurrence(
                                1, Instant.EPOCH, "", Map.of(), new DebuggerReport(null, null, null, "502", ""))),
                7);

        assertThat(NoticeJson.notice(NoticeJson.write(notice))).isEqualTo(notice);
    }

    @Test
    void isWrittenInAWayThatCanBeReadForYears() {
        Notice notice = new Notice(
                "blocked",
                "each",
                Map.of(Label.ERROR_CODE, "30007"),
                State.FIRING,
                TestNotices.AT,
                1,
                1,
                TestNotices.SINCE,
                TestNotices.LATEST,
                List.of(new Kind(Map.of(Label.STATUS, "failed"), 1)),
                List.of(TestNotices.occurrence(Map.of(Label.HOST, "example.com"), DebuggerReport.NONE)));

        assertThat(NoticeJson.write(notice))
                .isEqualTo("{\"rule\":\"blocked\",\"threshold\":\"each\",\"state\":\"FIRING\","
                        + "\"at\":\"2026-01-31T12:04:30Z\",\"fresh\":1,\"total\":1,"
                        + "\"since\":\"2026-01-31T12:00:00Z\",\"latest\":\"2026-01-31T12:04:00Z\","
                        + "\"labels\":{\"error_code\":\"30007\"},"
                        + "\"kinds\":[{\"count\":1,\"labels\":{\"status\":\"failed\"}}],"
                        + "\"examples\":[{\"event_id\":1,\"at\":\"2026-01-31T12:04:00Z\","
                        + "\"sid\":\"SM00000000000000000000000000000001\",\"labels\":{\"host\":\"example.com\"}}]}");
    }

    @Test
    void keepsOddCharactersAndWritesAsciiOnly() {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            Notice notice = random(random);
            String json = NoticeJson.write(notice);

            assertThat(json).matches("[ -\u007f]*");
            assertThat(NoticeJson.notice(json)).isEqualTo(notice);
        }
    }

    @Test
    void passesOverWhatANewerVersionAdded() {
        String newer = "{\"rule\":\"r\",\"threshold\":\"each\",\"state\":\"FIRING\",\"at\":\"2026-01-31T12:04:30Z\","
                + "\"fresh\":1,\"total\":2,\"since\":\"2026-01-31T12:00:00Z\",\"latest\":\"2026-01-31T12:04:00Z\","
                + "\"labels\":{\"weather\":\"rain\",\"host\":\"example.com\"},\"mood\":{\"a\":[1]},"
                + "\"examples\":[{\"event_id\":1,\"at\":\"2026-01-31T12:04:00Z\",\"sid\":\"SM1\",\"more\":null,"
                + "\"report\":{\"status\":\"502\",\"wind\":3}}]}";

        Notice notice = NoticeJson.notice(newer);

        assertThat(notice.labels()).isEqualTo(Map.of(Label.HOST, "example.com"));
        assertThat(notice.kinds()).isEmpty();
        assertThat(notice.examples())
                .containsExactly(new Occurrence(
                        1, TestNotices.LATEST, "SM1", Map.of(), new DebuggerReport(null, null, null, "502", null)));
    }

    @Test
    void keepsWhatWasGivenUp() {
        ReceiverNotice receiverNotice = new ReceiverNotice("on-call " + ODD, TestNotices.SINCE, 12, ODD);

        assertThat(NoticeJson.receiverNotice(NoticeJson.write(receiverNotice))).isEqualTo(receiverNotice);
        assertThat(NoticeJson.write(receiverNotice)).doesNotContain("state", "waiting");
    }

    @Test
    void keepsHowItIsWithAReceiver() {
        for (ReceiverNotice.State state : ReceiverNotice.State.values()) {
            ReceiverNotice word =
                    new ReceiverNotice("on-call", TestNotices.SINCE, 12, ODD, state, List.of(ODD, "30007"));

            assertThat(NoticeJson.receiverNotice(NoticeJson.write(word))).isEqualTo(word);
        }
    }

    @Test
    void refusesWhatIsNoNotice() {
        for (String text :
                List.of("", "{", "[]", "null", "1", "{\"rule\":1}", "{\"receiver\":\"a\",\"since\":\"now\"}")) {
            assertThatThrownBy(() -> NoticeJson.notice(text)).as(text).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> NoticeJson.receiverNotice(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Notice random(Random random) {
        return new Notice(
                text(random),
                text(random),
                labels(random),
                random.nextBoolean() ? State.FIRING : State.RESOLVED,
                instant(random),
                random.nextLong(),
                random.nextLong(),
                instant(random),
                instant(random),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(number -> new Kind(labels(random), random.nextLong()))
                        .toList(),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(number -> new Occurrence(
                                random.nextLong(),
                                instant(random),
                                text(random),
                                labels(random),
                                new DebuggerReport(
                                        maybe(random), maybe(random), maybe(random), maybe(random), maybe(random))))
                        .toList());
    }

    private static Map<Label, String> labels(Random random) {
        Map<Label, String> labels = new EnumMap<>(Label.class);
        for (Label label : Label.values()) {
            if (random.nextBoolean()) {
                labels.put(label, text(random));
            }
        }
        return labels;
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private static @Nullable String maybe(Random random) {
        return random.nextInt(3) == 0 ? null : text(random);
    }

    /** Halves of pairs among them. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            text.append(
                    random.nextBoolean()
                            ? ODD.charAt(random.nextInt(ODD.length()))
                            : (char) random.nextInt(Character.MAX_VALUE + 1));
        }
        return text.toString();
    }
}
