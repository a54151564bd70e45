package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Digest;
import dev.ringback.storage.Fingerprint;
import dev.ringback.storage.jdbi.sql.PortableText;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table one after the other and makes a fingerprint of them, whatever their order and the kind of database. */
final class TableDigest {
    private static final int ROWS_AT_ONCE = 1_000;

    /** Stands where a text has its length, which is never negative. */
    private static final byte[] NULL = {-1, -1, -1, -1};

    private final Transaction transaction;
    private long count;
    private long high;
    private long low;

    TableDigest(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Adds the rows that a query gives, whose columns stand in the same order in every database. */
    TableDigest add(String select) throws SQLException {
        PreparedStatement all = transaction.prepare(select);
        all.setFetchSize(ROWS_AT_ONCE);
        try (ResultSet rows = all.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                Digest.Builder row = Digest.builder();
                for (int i = 1; i <= columns; i++) {
                    add(row, RowValues.read(rows, i));
                }
                add(row.build());
                count++;
            }
        }
        return this;
    }

    private static void add(Digest.Builder row, @Nullable Object value) {
        if (value == null) {
            row.bytes(NULL);
        } else if (value instanceof byte[] bytes) {
            row.text(String.valueOf(bytes.length)).bytes(bytes);
        } else {
            row.text(PortableText.of(String.valueOf(value)));
        }
    }

    /** Adds what belongs to the table and stands in no row. */
    TableDigest add(Digest more) {
        // A sum does not care for the order, and unlike an exclusive or sees a row that is there twice.
        high += more.high();
        low += more.low();
        return this;
    }

    Fingerprint build() {
        return new Fingerprint(count, new Digest(high, low));
    }
}
