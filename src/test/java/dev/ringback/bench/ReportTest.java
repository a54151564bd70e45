package dev.ringback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final CpuTimes NOBODY = new CpuTimes(0, 0, 0, 0);

    @Test
    void rowsFiguresAndTablesOfItsOwnAreAllWritten() {
        Series ceiling = Series.ceiling("nothing beside it");
        Series below = Series.below(ceiling, "streams beside it");
        ceiling.add(sample(1_000));
        below.add(sample(750));
        Report report = new Report();

        report.rows(List.of(ceiling, below));
        report.fact("memory of those that wait", "2 MB");
        report.table(List.of("| way | requests |", "|---|---|", "| wait | 1 |"));

        assertThat(report.table())
                .contains("| nothing beside it | 1,000 | 1,000 to 1,000 | 1.00 | 2.00 |  |  | 0 | 0 |")
                .contains("| streams beside it | 750 | 750 to 750 | 1.00 | 2.00 | 0.75 |  | 0 | 0 |")
                .contains("| memory of those that wait | 2 MB |")
                .endsWith("", "| way | requests |", "|---|---|", "| wait | 1 |");
    }

    @Test
    void readsAreComparedWithThePeerTheDoorAndABareJavalin() {
        Series bare = Series.ceiling("bare");
        Series peer = Series.ceiling("peer");
        Series message = Series.ceiling("message by SID");
        Series account = Series.ceiling("account");
        bare.add(sample(4_000));
        peer.add(sample(1_000));
        message.add(sample(800));
        account.add(sample(1_600));
        ReadTable table = new ReadTable();

        table.add(Read.message, "", message, peer, bare);
        table.add(Read.account, "", account, null, null);

        assertThat(table.lines())
                .endsWith(
                        "| message by SID | 800 | 2.00 | 0.80 | 0.50 | 0.20 |", "| account | 1,600 | 2.00 |  |  |  |");
    }

    /** In one second. */
    private static Sample sample(long answers) {
        return new Sample(new Load(answers, 1_000_000, 1_000, 2_000, 0, 0, answers, 0), NOBODY);
    }
}
