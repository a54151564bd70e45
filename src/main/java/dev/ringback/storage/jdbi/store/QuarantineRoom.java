package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.QuarantineLimits;
import dev.ringback.storage.QuarantineStore.LetGo;
import dev.ringback.storage.QuarantineStore.Size;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Makes room in the quarantine, and keeps its count, within one transaction of the writer. */
final class QuarantineRoom {
    /** Touches no row, so a transaction that changes nothing needs no sync; but it takes the lock. */
    private static final String LOCK = "UPDATE quarantine_size SET requests = requests WHERE id = 0";

    static final String SIZE = "SELECT requests, bytes FROM quarantine_size WHERE id = 1";

    private static final String RESIZE = "UPDATE quarantine_size SET requests = ?, bytes = ? WHERE id = 1";

    private static final String REMOVE_FIRST = """
            DELETE FROM quarantine WHERE id =
            (SELECT id FROM quarantine ORDER BY known, received_at, id LIMIT 1) RETURNING bytes""";

    private static final String REMOVE_OLD = """
            DELETE FROM quarantine WHERE id IN
            (SELECT id FROM quarantine WHERE known = ? AND received_at < ? ORDER BY received_at, id LIMIT ?)
            RETURNING bytes""";

    private static final String REMOVE = "DELETE FROM quarantine WHERE id = ? RETURNING bytes";

    private final Transaction transaction;
    private final Size before;
    private long requests;
    private long bytes;

    /** @param transaction nothing has been read in it yet */
    QuarantineRoom(Transaction transaction) throws SQLException {
        this.transaction = transaction;
        transaction.prepare(LOCK).executeUpdate();
        try (ResultSet size =
                transaction.prepare(SIZE + transaction.forUpdate()).executeQuery()) {
            size.next();
            this.before = new Size(size.getLong(1), size.getLong(2));
        }
        this.requests = before.requests();
        this.bytes = before.bytes();
    }

    void added(long added) {
        requests++;
        bytes += added;
    }

    void remove(long id) throws SQLException {
        PreparedStatement statement = transaction.prepare(REMOVE);
        statement.setLong(1, id);
        removed(statement);
    }

    /** Lets at most so many go. */
    LetGo makeRoom(QuarantineLimits limits, int most) throws SQLException {
        int byRequests = 0;
        int byBytes = 0;
        while (byRequests + byBytes < most && (requests > limits.requests() || bytes > limits.bytes())) {
            boolean tooMany = requests > limits.requests();
            if (removed(transaction.prepare(REMOVE_FIRST)) == 0) {
                break;
            }
            byRequests += tooMany ? 1 : 0;
            byBytes += tooMany ? 0 : 1;
        }
        return new LetGo(byRequests, byBytes, 0);
    }

    /** Lets at most so many go that were received before. */
    int removeOld(Instant before, int most) throws SQLException {
        int removed = 0;
        for (int known = 0; known <= 1; known++) {
            PreparedStatement statement = transaction.prepare(REMOVE_OLD);
            statement.setInt(1, known);
            statement.setLong(2, before.toEpochMilli());
            statement.setInt(3, most - removed);
            removed += removed(statement);
        }
        return removed;
    }

    /** Writes the new size down; nothing is added or removed afterwards. */
    void close() throws SQLException {
        if (requests != before.requests() || bytes != before.bytes()) {
            PreparedStatement statement = transaction.prepare(RESIZE);
            statement.setLong(1, requests);
            statement.setLong(2, bytes);
            statement.executeUpdate();
        }
    }

    private int removed(PreparedStatement delete) throws SQLException {
        int count = 0;
        try (ResultSet rows = delete.executeQuery()) {
            while (rows.next()) {
                bytes -= rows.getLong(1);
                count++;
            }
        }
        requests -= count;
        return count;
    }
}
