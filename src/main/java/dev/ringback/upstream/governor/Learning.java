package dev.ringback.upstream.governor;

import dev.ringback.storage.AccountBudget;
import java.time.Duration;
import java.time.Instant;

/**
 * Learns how many requests Twilio lets an account have under way at once. Twilio publishes no number (its error 20429), so the number is found: it
 * doubles until the first 429, and grows by one from then on.
 *
 * <p>What was refused once is remembered, and tried again only after a while, by one more. The adaptive limits of Netflix's library live in
 * one process; this one is a row that all nodes share.
 */
final class Learning {
    private static final Duration FIRST_HOLD = Duration.ofSeconds(30);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

    private Learning() {}

    /** Returns the budget with the concurrency that follows from what a node has seen. */
    static AccountBudget learn(AccountBudget budget, Usage usage, int maxConcurrent, Instant now) {
        AccountBudget bounded = budget.concurrency() > maxConcurrent
                ? budget.learned(maxConcurrent, budget.refusedAt(), budget.holdUntil(), budget.hold())
                : budget;
        if (usage.refused()) {
            return lowered(bounded, now);
        }
        return usage.wasFull() && !usage.isSlow() && mayGrow(bounded, usage, now)
                ? raised(bounded, maxConcurrent)
                : bounded;
    }

    /** One less where one more was tried; a quarter less where that was not it. */
    private static AccountBudget lowered(AccountBudget budget, Instant now) {
        int concurrency = budget.concurrency();
        boolean wasTried = budget.refusedAt() > 0 && !now.isBefore(budget.holdUntil());
        boolean grewByOne = budget.refusedAt() > 0 && concurrency < budget.refusedAt();
        int lower = wasTried || grewByOne ? concurrency - 1 : concurrency * 3 / 4;
        Duration hold = wasTried ? doubled(budget.hold()) : FIRST_HOLD;
        return budget.learned(Math.max(1, lower), concurrency, now.plus(hold), hold.toMillis());
    }

    private static Duration doubled(long hold) {
        Duration twice = Duration.ofMillis(hold).multipliedBy(2);
        return twice.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : twice;
    }

    private static boolean mayGrow(AccountBudget budget, Usage usage, Instant now) {
        boolean isFree = budget.refusedAt() == 0 || !now.isBefore(budget.holdUntil());
        return isFree || (budget.concurrency() + 1 < budget.refusedAt() && usage.busiest() + 1 < budget.refusedAt());
    }

    private static AccountBudget raised(AccountBudget budget, int maxConcurrent) {
        int higher = budget.refusedAt() == 0 ? budget.concurrency() * 2 : budget.concurrency() + 1;
        return budget.learned(Math.min(higher, maxConcurrent), budget.refusedAt(), budget.holdUntil(), budget.hold());
    }
}
