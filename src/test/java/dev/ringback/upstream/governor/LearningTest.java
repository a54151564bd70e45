package dev.ringback.upstream.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.storage.AccountBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests at once an account turns out to be given. */
class LearningTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMillis(250);
    private static final Usage FULL = new Usage(false, true, false, 0);
    private static final Usage REFUSED = new Usage(true, true, false, 0);
    private static final int MOST = 100;

    /** Always asks for as much as it may. */
    private static List<Integer> learn(int limit, int steps) {
        List<Integer> learned = new ArrayList<>();
        AccountBudget budget = AccountBudget.NEW;
        Instant now = BEGIN;
        for (int i = 0; i < steps; i++) {
            learned.add(budget.concurrency());
            budget = Learning.learn(budget, budget.concurrency() > limit ? REFUSED : FULL, MOST, now);
            now = now.plus(STEP);
        }
        return learned;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 33, 50, 64, 99})
    void itFindsTheLimitAndExceedsItByNoMoreThanOneAfterwards(int limit) {
        List<Integer> learned = learn(limit, 20_000);
        List<Integer> afterwards = learned.subList(100, learned.size());
        assertThat(learned.get(0)).isEqualTo(1);
        assertThat(afterwards).allMatch(concurrency -> concurrency <= limit + 1 && concurrency >= limit * 3 / 4);
        assertThat(afterwards.stream()
                        .filter(concurrency -> concurrency == limit)
                        .count())
                .isGreaterThan(afterwards.size() * 9L / 10);
        assertThat(afterwards.stream()
                        .filter(concurrency -> concurrency > limit)
                        .count())
                .isLessThan(40);
    }

    @Test
    void itNeverExceedsWhatTheSettingsAllow() {
        assertThat(learn(1_000, 1_000)).allMatch(concurrency -> concurrency <= MOST);
        AccountBudget high = AccountBudget.NEW.learned(80, 0, Instant.EPOCH, 0);
        assertThat(Learning.learn(high, Usage.NONE, 5, BEGIN).concurrency()).isEqualTo(5);
    }

    @Test
    void whatIsNotNeededOrIsSlowDoesNotGrow() {
        assertThat(Learning.learn(AccountBudget.NEW, Usage.NONE, MOST, BEGIN).concurrency())
                .isEqualTo(1);
        assertThat(Learning.learn(AccountBudget.NEW, new Usage(false, true, true, 0), MOST, BEGIN)
                        .concurrency())
                .isEqualTo(1);
    }

    @Test
    void itMakesRoomForOthersThatUseTheAccount() {
        AccountBudget budget = AccountBudget.NEW.learned(5, 10, BEGIN.plusSeconds(30), 30_000);
        assertThat(Learning.learn(budget, new Usage(false, true, false, 9), MOST, BEGIN)
                        .concurrency())
                .isEqualTo(5);
        assertThat(Learning.learn(budget, new Usage(false, true, false, 5), MOST, BEGIN)
                        .concurrency())
                .isEqualTo(6);
    }

    @Test
    void aLimitThatSinksIsFollowedDown() {
        AccountBudget budget = AccountBudget.NEW.learned(50, 51, BEGIN.plusSeconds(30), 30_000);
        Instant now = BEGIN;
        for (int i = 0; i < 60; i++) {
            budget = Learning.learn(budget, budget.concurrency() > 10 ? REFUSED : FULL, MOST, now);
            now = now.plus(STEP);
        }
        assertThat(budget.concurrency()).isBetween(7, 10);
    }
}
