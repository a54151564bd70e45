package dev.ringback.storage;

import dev.ringback.model.CallbackFigures;
import dev.ringback.model.StatsAnswer;
import dev.ringback.model.StatsQuery;

/** Answers what became of messages, from rollups. Safe for use by many threads. */
public interface DeliveryStats {

    /**
     * Sums up.
     *
     * @throws StorageUnavailableException when the database cannot be read now
     */
    StatsAnswer figures(AccountScope scope, StatsQuery query);

    /**
     * Says which events have come lately.
     *
     * @throws StorageUnavailableException when the database cannot be read now
     */
    CallbackFigures callbacks(AccountScope scope);
}
