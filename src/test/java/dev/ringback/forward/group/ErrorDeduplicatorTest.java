package dev.ringback.forward.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorDeduplicatorTest {
    private static final GroupKey GROUP = new GroupKey("errors", Map.of());

    /** Each letter is a report of one error of one message: {@code m} its own failure, {@code 1} and {@code 2} an alert of that number. */
    @ParameterizedTest
    @CsvSource({
        "m, 1",
        "1, 1",
        "m1, 1",
        "1m, 1",
        "1m1, 1",
        "m11, 1",
        "12, 2",
        "m12, 2",
        "1m2, 2",
        "12m, 2",
        "21m, 2",
        "2m1, 2",
        "m21, 2",
        "1212m, 2"
    })
    void reportsOfOneMessageCountAsManyErrorsInAnyOrder(String reports, int errors) {
        ErrorDeduplicator deduplicator = new ErrorDeduplicator();

        long counted = reports.chars()
                .filter(report -> deduplicator.isNew(
                        GROUP, occurrence(report == 'm' ? "message" : "debugger"), report == 'm' ? "" : "NO" + report))
                .count();

        assertThat(counted).isEqualTo(errors);
    }

    private static Occurrence occurrence(String kind) {
        return new Occurrence(1, Instant.EPOCH, "SM1", Map.of(Label.KIND, kind, Label.ERROR_CODE, "30007"));
    }
}
