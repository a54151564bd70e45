package dev.ringback.storage;

import java.time.Instant;
import java.util.Optional;

/** Keeps what may be asked of Twilio, for all nodes of a database. Safe for use by many threads. */
public interface BudgetStore {

    /**
     * Changes the budget of an account, while no other node does. An account that has none begins with {@link AccountBudget#NEW}.
     *
     * @return the budget as it is now
     * @throws StorageUnavailableException when the database cannot be written now
     */
    AccountBudget change(String accountSid, Change change);

    /** Finds the budget of an account. Empty while nothing was asked for it. */
    Optional<AccountBudget> find(String accountSid);

    /** Makes the budget that follows. */
    @FunctionalInterface
    interface Change {
        /**
         * Makes it.
         *
         * @param now the time of the database, by which all nodes agree
         */
        AccountBudget of(AccountBudget before, Instant now);
    }
}
