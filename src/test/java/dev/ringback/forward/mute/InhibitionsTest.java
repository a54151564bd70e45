package dev.ringback.forward.mute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InhibitionsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");

    private final Inhibitions inhibitions = new Inhibitions(Inhibition.PRESETS);

    @ParameterizedTest
    @CsvSource({
        "AC1, 12100, app.example.com, true",
        "AC1, 15003, '', true", // names no host: it is that one's
        "AC1, 12100, other.example.com, false",
        "AC2, 12100, app.example.com, false",
        "AC1, 11205, app.example.com, false", // is the trouble itself
        "AC1, 13224, app.example.com, false",
        "AC1, '', '', false",
    })
    void aWebhookThatIsDownExplainsWhatTwilioMakesOfIt(String account, String code, String host, boolean muted) {
        inhibitions.add(new Occurrence(1, BEGIN, "CA1", labels("AC1", "11200", "app.example.com")));

        assertThat(inhibitions.holds("rule", labels(account, code, host), BEGIN))
                .isEqualTo(muted);
    }

    @ParameterizedTest
    @CsvSource({"AC1, 11200, true", "AC1, '', true", "AC2, 11200, false", "AC1, 30002, false", "'', 11200, false"})
    void aSuspendedAccountExplainsAllOfIt(String account, String code, boolean muted) {
        inhibitions.add(new Occurrence(1, BEGIN, "SM1", labels("AC1", "30002", "")));

        assertThat(inhibitions.holds("rule", labels(account, code, ""), BEGIN)).isEqualTo(muted);
    }

    @Test
    void itLastsAWhileAfterTheLastSign() {
        Map<Label, String> noise = labels("AC1", "12100", "");
        inhibitions.add(new Occurrence(1, BEGIN, "CA1", labels("AC1", "11200", "app.example.com")));
        Instant later = BEGIN.plus(Duration.ofMinutes(5));
        inhibitions.add(new Occurrence(2, later, "CA1", labels("AC1", "11205", "app.example.com")));
        inhibitions.add(new Occurrence(3, BEGIN, "CA1", labels("AC1", "11205", "app.example.com"))); // came late

        Instant end = later.plus(Inhibitions.LASTING);
        assertThat(inhibitions.holds("rule", noise, end.minusMillis(1))).isTrue();
        assertThat(inhibitions.holds("rule", noise, end)).isFalse();
        assertThat(inhibitions.remember(end)).isEqualTo("[]");
    }

    @Test
    void restoredTroublesStillInhibit() {
        inhibitions.add(new Occurrence(1, BEGIN, "CA1", labels("AC1", "11200", "app.example.com")));
        inhibitions.add(new Occurrence(2, BEGIN, "SM1", labels("AC2", "30002", "")));
        String remembered = inhibitions.remember(BEGIN);
        Inhibitions one = new Inhibitions(List.of(Inhibition.WEBHOOK_DOWN));
        Inhibitions none = new Inhibitions(Inhibition.PRESETS);

        one.restore(remembered);
        none.restore("another version's {");

        assertThat(one.holds("rule", labels("AC1", "12100", "app.example.com"), BEGIN))
                .isTrue();
        assertThat(one.holds("rule", labels("AC2", "12100", ""), BEGIN)).isFalse();
        assertThat(none.remember(BEGIN)).isEqualTo("[]");
    }

    private static Map<Label, String> labels(String account, String code, String host) {
        Map<Label, String> labels = new HashMap<>();
        labels.put(Label.ACCOUNT, account);
        labels.put(Label.ERROR_CODE, code);
        labels.put(Label.HOST, host);
        labels.values().removeIf(String::isEmpty);
        return labels;
    }
}
