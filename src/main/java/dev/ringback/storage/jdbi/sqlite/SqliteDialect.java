package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.jdbi.sql.Cells;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's result codes, sorted once: see https://www.sqlite.org/rescode.html. */
final class SqliteDialect implements Dialect {
    /** The low byte is the primary code, whatever the extended one adds. */
    private static final int PRIMARY = 0xff;

    private static final Set<SQLiteErrorCode> UNAVAILABLE = EnumSet.of(
            SQLiteErrorCode.SQLITE_PERM,
            SQLiteErrorCode.SQLITE_ABORT,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_NOMEM,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_INTERRUPT,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_PROTOCOL,
            SQLiteErrorCode.SQLITE_NOTADB);

    @Override
    public String packed(String columns) {
        return JsonCells.of(columns);
    }

    @Override
    public Cells packed(ResultSet rows) throws SQLException {
        return new JsonCells(rows);
    }

    @Override
    public boolean isUnavailable(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            int primary = sqlite.getResultCode().code & PRIMARY;
            return UNAVAILABLE.contains(SQLiteErrorCode.getErrorCode(primary));
        }
        // Not from SQLite but from the driver or the pool: a connection that is closed, or that could not be had.
        return true;
    }

    /** A transaction that writes has the whole database to itself. */
    @Override
    public String forUpdate() {
        return "";
    }

    /** A transaction that writes is alone anyway. */
    @Override
    public void takeDeliveries(Statements transaction) {}

    /** There is one writer. */
    @Override
    public void takeSystemEvents(Statements transaction) {}

    @Override
    public String givenIds() {
        return "";
    }

    @Override
    public String emptying(String table) {
        return "DELETE FROM " + table;
    }

    /** There is no row before the first id. */
    @Override
    public long lastId(Statements transaction, String table) throws SQLException {
        return transaction.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", table);
    }

    @Override
    public void countOnAfter(Statements transaction, String table, long id) throws SQLException {
        transaction.execute("DELETE FROM sqlite_sequence WHERE name = ?", table);
        transaction.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, id);
    }

    /** A transaction that reads sees what its first query has seen. */
    @Override
    public String seeOneMoment() {
        return "";
    }

    @Override
    public String now() {
        return "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    }
}
