package dev.ringback.upstream.governor;

import dev.ringback.storage.AccountBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides an account's budget among the nodes that ask for it.
 *
 * @param budget with what the node has seen and taken
 * @param share of the node
 */
record Renewal(AccountBudget budget, Share share) {
    /** How long a node that has died keeps its part from the others. */
    private static final Duration LIFE = Duration.ofSeconds(3);

    /** How long one of several nodes has the places, where there are fewer of them than nodes. */
    private static final Duration TURN = Duration.ofSeconds(1);

    /** So many requests are taken out of the day's at once. */
    private static final long BLOCK = 50;

    private static final long DAY = Duration.ofDays(1).toMillis();

    /**
     * Gives a node its share.
     *
     * @param unused requests of the day that it had taken and has not made
     */
    static Renewal of(AccountBudget before, String node, Usage usage, long unused, Ceilings ceilings, Instant now) {
        AccountBudget learned = Learning.learn(before, usage, ceilings.maxConcurrent(), now);
        long today = today(now);
        long used = learned.day() == today ? Math.max(0, learned.used() - unused) : 0;
        long allowance = Math.max(0, Math.min(BLOCK, ceilings.maxPerDay() - used));
        AccountBudget.Stop stop = learned.stop();
        AccountBudget after = among(learned, node, now, new AccountBudget.Share(node, now.plus(LIFE)))
                .withStop(stop != null && !now.isBefore(stop.until()) ? null : stop)
                .withUsed(today, used + allowance);
        return new Renewal(after, share(after, node, allowance, ceilings, now));
    }

    private static Share share(AccountBudget budget, String node, long allowance, Ceilings ceilings, Instant now) {
        List<String> nodes =
                budget.shares().stream().map(AccountBudget.Share::node).toList();
        int rest = budget.concurrency() % nodes.size();
        long millis = now.toEpochMilli();
        int place = Math.floorMod((int) (nodes.indexOf(node) + millis / TURN.toMillis()), nodes.size());
        Duration lasts = rest == 0 ? LIFE.dividedBy(2) : TURN.minusMillis(millis % TURN.toMillis());
        return new Share(
                budget.concurrency() / nodes.size() + (place < rest ? 1 : 0),
                (double) ceilings.maxPerSecond() / nodes.size(),
                allowance,
                lasts,
                budget.version(),
                budget.stop());
    }

    /** Returns the budget after a node has given its share back. */
    static AccountBudget givenBack(AccountBudget budget, String node, long unused, Instant now) {
        AccountBudget without = among(budget, node, now, null);
        return budget.day() == today(now)
                ? without.withUsed(budget.day(), Math.max(0, budget.used() - unused))
                : without;
    }

    private static long today(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), DAY);
    }

    private static AccountBudget among(
            AccountBudget budget, String node, Instant now, AccountBudget.@Nullable Share its) {
        List<AccountBudget.Share> shares = new ArrayList<>(budget.shares());
        shares.removeIf(share -> share.node().equals(node) || share.expiresAt().isBefore(now));
        if (its != null) {
            shares.add(its);
        }
        shares.sort(Comparator.comparing(AccountBudget.Share::node));
        return budget.withShares(shares);
    }
}
