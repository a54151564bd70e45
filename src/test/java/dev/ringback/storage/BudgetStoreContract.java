package dev.ringback.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.storage.AccountBudget.Share;
import dev.ringback.storage.AccountBudget.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What may be asked of Twilio, shared by all nodes of a database. */
public abstract class BudgetStoreContract extends StorageContract {
    private static final Instant THEN = Instant.ofEpochMilli(1_764_000_000_123L);

    @Test
    void anAccountBeginsWithOneRequestAtATime() {
        assertThat(database.budgets().find(account)).isEmpty();
        assertThat(database.budgets().change(account, (before, now) -> before)).isEqualTo(AccountBudget.NEW);
        assertThat(database.budgets().find(account)).contains(AccountBudget.NEW);
        assertThat(database.budgets().find(stranger)).isEmpty();
    }

    @Test
    void allOfABudgetIsKept() {
        AccountBudget budget = new AccountBudget(
                7,
                9,
                THEN,
                30_000,
                3,
                20_000,
                123,
                new Stop(401, "fingerprint", THEN.plusSeconds(1)),
                List.of(new Share("one", THEN), new Share("two", THEN.plusMillis(5))));
        database.budgets().change(account, (before, now) -> budget);
        assertThat(database.budgets().find(account)).contains(budget);
        AccountBudget less = budget.withStop(null).withShares(List.of(new Share("two", THEN)));
        database.budgets().change(account, (before, now) -> {
            assertThat(before).isEqualTo(budget);
            return less;
        });
        assertThat(database.budgets().find(account)).contains(less);
    }

    @Test
    void theTimeIsTheDatabases() {
        database.budgets().change(account, (before, now) -> {
            assertThat(Duration.between(now, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
            return before;
        });
    }

    @Test
    void noChangeIsLostAmongManyAtOnce() {
        CompletableFuture<?>[] changes = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.runAsync(() -> database.budgets()
                        .change(account, (before, now) -> before.withUsed(before.day(), before.used() + 1))))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(changes).join();
        assertThat(database.budgets().find(account).orElseThrow().used()).isEqualTo(40);
    }
}
