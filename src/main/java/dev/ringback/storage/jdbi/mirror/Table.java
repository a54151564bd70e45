package dev.ringback.storage.jdbi.mirror;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Resource;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The table of one kind of resource: its columns, listed once, how they merge, and how a row is read back. Immutable. */
public final class Table<R extends Resource> implements RowMapper<R> {
    private final String name;
    private final Merge<R> merge;
    private final Reader<R> reader;
    private final Insert<R> upsert;
    private final String upsertOne;
    private final @Nullable String updateInPlace;
    private final String select;

    /** Reads the columns of one row, in the order of the merge. */
    @FunctionalInterface
    interface Reader<R> {
        R read(Row row) throws SQLException;
    }

    Table(String name, Merge<R> merge, Reader<R> reader) {
        this.name = name;
        this.merge = merge;
        this.reader = reader;
        this.upsert = merge.upsert();
        this.upsertOne = upsert.sql();
        this.updateInPlace = merge.updateInPlace();
        this.select = merge.columns().stream().map(Column::name).collect(joining(", ", "SELECT ", " FROM " + name));
    }

    String name() {
        return name;
    }

    /** {@code SELECT} all columns {@code FROM} the table, without a condition. */
    String select() {
        return select;
    }

    /** Merges many at once, each of another row. */
    public Insert<R> upsert() {
        return upsert;
    }

    /** Returns the key that identifies the row of a resource: it sorts, and differs from the key of every other row. */
    public String key(R resource) {
        return merge.key(resource);
    }

    /** Merges what an event says into the row it speaks of. */
    public void merge(Transaction transaction, R resource) throws SQLException {
        if (updateInPlace == null || transaction.execute(updateInPlace, merge.columns(), resource) == 0) {
            transaction.execute(upsertOne, merge.columns(), resource);
        }
    }

    @Override
    public R map(ResultSet rows, StatementContext context) throws SQLException {
        return reader.read(new Row(rows));
    }
}
