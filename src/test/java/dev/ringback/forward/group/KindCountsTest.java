package dev.ringback.forward.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Verdict;
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
    void occurrencesLongBeforeTheTroubleAreNotPartOfIt() {
        addQuietly(BEGIN, CODE_1);
        addQuietly(BEGIN.plusSeconds(299), CODE_1);
        addQuietly(BEGIN.plusSeconds(301), CODE_2);

        counts.begin(BEGIN.plusSeconds(301));
        add(CODE_1);

        assertThat(counts.most()).containsExactly(new Notice.Kind(CODE_1, 2), new Notice.Kind(CODE_2, 1));
    }

    @Test
    void onlyWhatIsFreshDecidesWhetherAllIsKeptBack() {
        add(CODE_1);
        counts.told();
        add(CODE_2);

        assertThat(all(CODE_2)).isTrue();
        assertThat(all(CODE_1)).isFalse();
        counts.told();
        assertThat(all(CODE_2)).isFalse();
    }

    @Test
    void moreKindsThanAnybodyReadsAreCountedTogether() {
        LongStream.range(0, 150).forEach(i -> add(Map.of(Label.HOST, "host" + i)));

        assertThat(counts.most()).hasSize(Notice.MOST_KINDS);
        assertThat(counts.most().get(0)).isEqualTo(new Notice.Kind(Map.of(), 50));
    }

    @Test
    void quietKindsMakeRoomForOthers() {
        LongStream.range(0, 100).forEach(i -> addQuietly(BEGIN, Map.of(Label.HOST, "host" + i)));
        Instant later = BEGIN.plusSeconds(600);

        addQuietly(later, CODE_1);
        counts.begin(later);

        assertThat(counts.most()).containsExactly(new Notice.Kind(CODE_1, 1));
    }

    @Test
    void restoredCountsContinue() {
        addQuietly(BEGIN, CODE_1);
        addQuietly(BEGIN.plusSeconds(200), CODE_2);
        KindCounts again = new KindCounts(Duration.ofMinutes(5));

        again.addAll(counts.entries(), counts.otherEntries(), Map.of());
        again.begin(BEGIN.plusSeconds(400));

        assertThat(again.most()).containsExactly(new Notice.Kind(CODE_2, 1));
    }

    private void addQuietly(Instant at, Map<Label, String> labels) {
        counts.addQuietly(at, labels, any -> false);
    }

    private void add(Map<Label, String> labels) {
        counts.add(labels, any -> false);
    }

    private boolean all(Map<Label, String> labels) {
        return counts.judge(these -> Verdict.of(these.known().equals(labels))).stream()
                .allMatch(judged -> judged.verdict() == Verdict.YES);
    }
}
