package dev.ringback.upstream.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.storage.AccountBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How nodes share a budget. */
class RenewalTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Ceilings WIDE = new Ceilings(100, 90, Long.MAX_VALUE);

    private static Renewal renewal(AccountBudget before, String node, Instant now) {
        return Renewal.of(before, node, Usage.NONE, 0, WIDE, now);
    }

    @Test
    void nodesTogetherHaveAllPlacesAndNoMore() {
        for (int concurrency = 1; concurrency <= 7; concurrency++) {
            for (int second = 0; second < 6; second++) {
                AccountBudget budget = AccountBudget.NEW.learned(concurrency, 0, Instant.EPOCH, 0);
                Instant now = NOW.plusSeconds(second);
                List<Share> shares = new ArrayList<>();
                for (String node : List.of("a", "b", "c", "a", "b", "c")) {
                    Renewal renewal = renewal(budget, node, now);
                    budget = renewal.budget();
                    shares.add(renewal.share());
                }
                List<Share> settled = shares.subList(3, 6);
                assertThat(settled.stream().mapToInt(Share::concurrent).sum()).isEqualTo(concurrency);
                assertThat(settled.stream().mapToDouble(Share::perSecond).sum()).isEqualTo(90);
            }
        }
    }

    @Test
    void whereThereAreFewerPlacesThanNodesTheyTakeTurns() {
        AccountBudget both =
                renewal(renewal(AccountBudget.NEW, "a", NOW).budget(), "b", NOW).budget();
        List<Integer> ofA = new ArrayList<>();
        for (int second = 0; second < 4; second++) {
            ofA.add(renewal(both, "a", NOW.plusSeconds(second % 2)).share().concurrent());
        }
        assertThat(ofA).containsOnly(0, 1);
        assertThat(ofA.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    }

    @Test
    void aDeadNodeLeavesItsPartAfterAFewSeconds() {
        AccountBudget budget = AccountBudget.NEW.learned(10, 0, Instant.EPOCH, 0);
        AccountBudget two =
                renewal(renewal(budget, "dead", NOW).budget(), "alive", NOW).budget();
        assertThat(renewal(two, "alive", NOW.plusSeconds(2)).share().concurrent())
                .isEqualTo(5);
        assertThat(renewal(two, "alive", NOW.plusSeconds(4)).share().concurrent())
                .isEqualTo(10);
        assertThat(Renewal.givenBack(two, "dead", 0, NOW).shares()).hasSize(1);
    }

    @Test
    void aDayNeverHasMoreRequestsThanTheCeiling() {
        Ceilings ceilings = new Ceilings(10, 10, 120);
        AccountBudget budget = AccountBudget.NEW;
        long made = 0;
        for (String node : List.of("a", "b", "a", "b", "a", "b")) {
            Renewal renewal = Renewal.of(budget, node, Usage.NONE, 0, ceilings, NOW);
            budget = renewal.budget();
            made += renewal.share().allowance();
        }
        assertThat(made).isEqualTo(120);
        AccountBudget back = Renewal.givenBack(budget, "a", 20, NOW);
        assertThat(Renewal.of(back, "b", Usage.NONE, 0, ceilings, NOW).share().allowance())
                .isEqualTo(20);
        assertThat(Renewal.of(budget, "b", Usage.NONE, 0, ceilings, NOW.plusSeconds(86_400))
                        .share()
                        .allowance())
                .isEqualTo(50);
    }

    @Test
    void aStopEndsByItself() {
        AccountBudget stopped =
                AccountBudget.NEW.withStop(new AccountBudget.Stop(401, "fingerprint", NOW.plusSeconds(60)));
        assertThat(renewal(stopped, "a", NOW).share().stop()).isNotNull();
        assertThat(renewal(stopped, "a", NOW.plusSeconds(60)).share().stop()).isNull();
    }
}
