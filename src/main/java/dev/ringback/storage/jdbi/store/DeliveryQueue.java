package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/**
 * The changes of table {@code delivery}, which keep a promise: of the pending ones of a receiver and key the first, and no other, has
 * {@code head} 1; the others have 0, and what is not pending has none. So those that can be sent are found without looking at the many
 * that wait behind them.
 */
final class DeliveryQueue {
    /** A range of one key, and its order: nothing but the index of keys fits both. */
    private static final String FIRST_OF_KEY = """
            (SELECT id FROM delivery WHERE head IS NOT NULL
               AND (delivery_key, receiver) >= (SELECT delivery_key, receiver FROM delivery WHERE id = ?)
               AND (delivery_key, receiver) <= (SELECT delivery_key, receiver FROM delivery WHERE id = ?)
             ORDER BY delivery_key, receiver, id LIMIT 1)""";

    /** Before one that is not pending becomes so: it may come before the one that is the first now. */
    static final String STEP_BACK = "UPDATE delivery SET head = 0 WHERE head = 1 AND id = " + FIRST_OF_KEY
            + " AND (SELECT state FROM delivery WHERE id = ?) <> 'pending'";

    static final String STEP_FORWARD = "UPDATE delivery SET head = 1 WHERE head = 0 AND id = " + FIRST_OF_KEY;

    static final String NOTE = """
            INSERT INTO delivery_attempt (delivery_id, number, at, latency, outcome, reason)
            SELECT id, coalesce((SELECT max(number) FROM delivery_attempt WHERE delivery_id = delivery.id), 0) + 1, ?, ?, ?, ?
            FROM delivery WHERE id = ?""";

    private static final List<Column<Attempted>> NOTED = List.of(
            new Column<>("at", attempted -> attempted.attempt().at()),
            new Column<>("latency", attempted -> attempted.attempt().latency()),
            new Column<>("outcome", attempted -> attempted.attempt().outcome()),
            new Column<>("reason", attempted -> attempted.attempt().reason()),
            new Column<>("delivery_id", Attempted::deliveryId));

    static final String SET_STATE = """
            UPDATE delivery SET state = ?, next_attempt_at = ?, attempts = attempts + 1,
              head = CASE WHEN ? = 'pending' THEN coalesce(head, 0) END
            WHERE id = ?""";

    private static final List<Column<Attempted>> STATE = List.of(
            new Column<>("state", Attempted::state),
            new Column<>("next_attempt_at", Attempted::nextAttemptAt),
            new Column<>("state", Attempted::state),
            new Column<>("id", Attempted::deliveryId));

    private static final Column<Attempted> ID = new Column<>("id", Attempted::deliveryId);

    static final String WAKE = """
            UPDATE delivery SET state = 'pending', next_attempt_at = ?, since = ?, attempts = 0, head = 0
            WHERE id = ? AND state <> 'pending'""";

    private static final String ALL_STEP_BACK = """
            UPDATE delivery SET head = 0 WHERE receiver = ? AND head = 1 AND delivery_key IN (
              SELECT delivery_key FROM delivery
              WHERE receiver = ? AND state = 'dead' AND created_at >= ? AND created_at < ?)""";

    static final String WAKE_DEAD = """
            UPDATE delivery SET state = 'pending', next_attempt_at = ?, since = ?, attempts = 0, head = 0 WHERE id IN (
              SELECT id FROM delivery WHERE receiver = ? AND state = 'dead' AND created_at >= ? AND created_at < ? AND id > ?
              ORDER BY id LIMIT ?)
            RETURNING id""";

    private static final String ALL_STEP_FORWARD = """
            UPDATE delivery SET head = 1 WHERE head = 0 AND id IN (
              SELECT min(id) FROM delivery WHERE receiver = ? AND state = 'pending' GROUP BY delivery_key)""";

    private static final String OLD = """
            (SELECT id FROM delivery WHERE state <> 'pending' AND created_at < ? ORDER BY created_at, id LIMIT ?)""";

    static final String DELETE_OLD_ATTEMPTS = "DELETE FROM delivery_attempt WHERE delivery_id IN " + OLD;
    static final String DELETE_OLD = "DELETE FROM delivery WHERE id IN " + OLD;

    private final Transaction transaction;

    private DeliveryQueue(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Nobody else changes deliveries until the transaction ends. */
    static DeliveryQueue take(Transaction transaction) throws SQLException {
        transaction.takeDeliveries();
        return new DeliveryQueue(transaction);
    }

    void add(List<NewDelivery> deliveries) throws SQLException {
        transaction.executeEach(DeliveryTable.INSERT, DeliveryTable.INSERTED, deliveries);
    }

    void record(List<Attempted> attempted) throws SQLException {
        transaction.executeEach(NOTE, NOTED, attempted);
        transaction.executeEach(STEP_BACK, List.of(ID, ID, ID), attempted);
        transaction.executeEach(SET_STATE, STATE, attempted);
        transaction.executeEach(STEP_FORWARD, List.of(ID, ID), attempted);
    }

    boolean wake(long id, long now) throws SQLException {
        transaction.execute(STEP_BACK, id, id, id);
        boolean woken = transaction.execute(WAKE, now, now, id) == 1;
        transaction.execute(STEP_FORWARD, id, id);
        return woken;
    }

    /**
     * Makes some dead ones pending that were created in {@code [from, to)}, the first by their ids.
     *
     * @return their ids; {@code most} where there may be more
     */
    List<Long> wakeDead(String receiver, long from, long to, long now, long afterId, int most) throws SQLException {
        transaction.execute(ALL_STEP_BACK, receiver, receiver, from, to);
        List<Long> woken = transaction.list(Row::number, WAKE_DEAD, now, now, receiver, from, to, afterId, most);
        transaction.execute(ALL_STEP_FORWARD, receiver);
        return woken;
    }

    int deleteOld(long before, int most) throws SQLException {
        transaction.execute(DELETE_OLD_ATTEMPTS, before, most);
        return transaction.execute(DELETE_OLD, before, most);
    }
}
