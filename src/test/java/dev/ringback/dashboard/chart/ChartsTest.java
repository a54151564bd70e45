package dev.ringback.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Charts begin at zero, and show what is missing as missing. */
class ChartsTest {
    @Test
    void theGreatestBarIsAsHighAsThePictureAndNoneIsNotSeen() {
        Bars bars = Bars.of(List.of(new Bars.Value(0, "a"), new Bars.Value(1, "b"), new Bars.Value(1000, "c")), 32);
        assertThat(bars.width()).isEqualTo(30);
        assertThat(bars.bars()).extracting(Bars.Bar::height).containsExactly("0", "1", "32");
        assertThat(bars.bars()).extracting(Bars.Bar::y).containsExactly("32", "31", "0");
    }

    @Test
    void aPictureWithoutValuesIsEmptyAndNotBroken() {
        assertThat(Bars.of(List.of(), 32).width()).isEqualTo(10);
        assertThat(Lines.of(List.of(List.of()), List.of(), 0, 1, 32).paths()).containsExactly("");
    }

    @Test
    void aLineHasAGapWhereAValueIsMissingAndShowsAValueThatStandsAlone() {
        Lines lines = Lines.of(
                List.of(List.of(
                        OptionalDouble.of(0), OptionalDouble.of(1), OptionalDouble.empty(), OptionalDouble.of(0.5))),
                List.of("a", "b", "c", "d"),
                0,
                1,
                100);
        assertThat(lines.paths()).containsExactly("M5 100L15 0M30 50h10");
    }
}
