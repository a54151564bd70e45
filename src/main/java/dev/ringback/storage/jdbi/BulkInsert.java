package dev.ringback.storage.jdbi;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * An insert of many records by few statements: the way to the database takes longer than most of them. The numbers of rows are powers of
 * two, so that there are few statements to prepare.
 */
final class BulkInsert<R> {
    /** A row of a resource has about 20 parameters, and a statement at most 32,767. */
    private static final int MOST_ROWS = 128;

    private final Insert<R> insert;
    /** For 1, 2, 4 ... rows. */
    private final List<String> statements;

    BulkInsert(Insert<R> insert) {
        this.insert = insert;
        List<String> sizes = new ArrayList<>();
        for (int rows = 1; rows <= MOST_ROWS; rows *= 2) {
            sizes.add(insert.sql(rows));
        }
        this.statements = List.copyOf(sizes);
    }

    /** Inserts the records in their order. */
    void run(Transaction transaction, List<R> records) throws SQLException {
        for (List<R> some : chunks(records)) {
            filled(transaction, some).executeUpdate();
        }
    }

    /** As {@link #run}, for an insert that returns rows. */
    <T> List<T> returning(Transaction transaction, List<R> records, Transaction.Reading<T> returned)
            throws SQLException {
        List<T> all = new ArrayList<>(records.size());
        for (List<R> some : chunks(records)) {
            try (ResultSet rows = filled(transaction, some).executeQuery()) {
                while (rows.next()) {
                    all.add(returned.read(new Row(rows)));
                }
            }
        }
        return all;
    }

    private List<List<R>> chunks(List<R> records) {
        List<List<R>> chunks = new ArrayList<>();
        for (int at = 0;
                at < records.size();
                at += chunks.get(chunks.size() - 1).size()) {
            int rows = Math.min(MOST_ROWS, Integer.highestOneBit(records.size() - at));
            chunks.add(records.subList(at, at + rows));
        }
        return chunks;
    }

    private PreparedStatement filled(Transaction transaction, List<R> records) throws SQLException {
        PreparedStatement statement =
                transaction.prepare(statements.get(Integer.numberOfTrailingZeros(records.size())));
        int parameter = 0;
        for (R row : records) {
            for (Column<R> column : insert.columns()) {
                transaction.bind(statement, ++parameter, column.of(row));
            }
        }
        return statement;
    }
}
