package dev.ringback.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KindCountsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");
    private static final Map<Label, String> CODE_1 = Map.of(Label.ERROR_CODE, "30007");
    private static final Map<Label, String> CODE_2 = Map.of(Label.ERROR_CODE, "30003");

    private final KindCounts counts = new KindCounts(Duration.ofMinutes(5));

    @Test
    void whatWasLongBeforeTheTroubleIsNoPartOfIt() {
        counts.addQuietly(BEGIN, CODE_1);
        counts.addQuietly(BEGIN.plusSeconds(299), CODE_1);
        counts.addQuietly(BEGIN.plusSeconds(301), CODE_2);

        counts.begin(BEGIN.plusSeconds(301));
        counts.add(CODE_1);

        assertThat(counts.most()).containsExactly(new Notice.Kind(CODE_1, 2), new Notice.Kind(CODE_2, 1));
    }

    @Test
    void onlyWhatIsFreshDecidesWhetherAllIsKeptBack() {
        counts.add(CODE_1);
        counts.told();
        counts.add(CODE_2);

        assertThat(counts.all(CODE_2::equals)).isTrue();
        assertThat(counts.all(CODE_1::equals)).isFalse();
        counts.told();
        assertThat(counts.all(CODE_2::equals)).isFalse();
    }

    @Test
    void moreKindsThanAnybodyReadsAreCountedTogether() {
        LongStream.range(0, 150).forEach(i -> counts.add(Map.of(Label.HOST, "host" + i)));

        assertThat(counts.most()).hasSize(Notice.MOST_KINDS);
        assertThat(counts.most().get(0)).isEqualTo(new Notice.Kind(Map.of(), 50));
    }

    @Test
    void quietKindsMakeRoomForOthers() {
        LongStream.range(0, 100).forEach(i -> counts.addQuietly(BEGIN, Map.of(Label.HOST, "host" + i)));
        Instant later = BEGIN.plusSeconds(600);

        counts.addQuietly(later, CODE_1);
        counts.begin(later);

        assertThat(counts.most()).containsExactly(new Notice.Kind(CODE_1, 1));
    }

    @Test
    void whatIsRememberedGoesOnAsItWas() {
        counts.addQuietly(BEGIN, CODE_1);
        counts.addQuietly(BEGIN.plusSeconds(200), CODE_2);
        KindCounts again = new KindCounts(Duration.ofMinutes(5));

        again.addAll(counts.entries());
        again.begin(BEGIN.plusSeconds(400));

        assertThat(again.most()).containsExactly(new Notice.Kind(CODE_2, 1));
    }
}
