package dev.ringback.simulate.api.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final TestClock clock = new TestClock(START);
    private final Timeline timeline = new Timeline(clock);
    private final List<String> happened = new ArrayList<>();

    @Test
    void whatIsDueHappensInOrderEachAtItsMoment() {
        timeline.at(START.plusSeconds(2), at -> happened.add("second " + timeline.now()));
        timeline.at(START.plusSeconds(1), at -> {
            happened.add("first " + timeline.now());
            timeline.at(at.plusSeconds(2), then -> happened.add("third " + then));
        });
        timeline.at(START.plusSeconds(9), at -> happened.add("too late"));

        timeline.advance(Duration.ofSeconds(5));

        assertThat(happened)
                .containsExactly(
                        "first 2026-03-01T12:00:01Z", "second 2026-03-01T12:00:02Z", "third 2026-03-01T12:00:03Z");
        assertThat(timeline.now()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void theClockMayMoveByItself() {
        timeline.at(START.plusSeconds(1), at -> happened.add(at.toString()));
        clock.advance(Duration.ofSeconds(3));

        timeline.advance(Duration.ZERO);

        assertThat(happened).containsExactly("2026-03-01T12:00:01Z");
        assertThat(timeline.now()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void aFailureStopsNothingElse() {
        timeline.at(START, at -> {
            throw new IllegalStateException("on purpose");
        });
        timeline.at(START, at -> happened.add("next"));

        timeline.advance(Duration.ZERO);

        assertThat(happened).containsExactly("next");
    }
}
