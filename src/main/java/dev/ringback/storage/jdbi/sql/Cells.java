package dev.ringback.storage.jdbi.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the columns of one row from left to right: each call takes the next. */
public interface Cells {

    /** Takes a text, or null. */
    @Nullable
    String text() throws SQLException;

    /** Takes a number; 0 for null. */
    long number() throws SQLException;

    /** Takes bytes. */
    byte[] bytes() throws SQLException;

    /** Passes over a column. */
    void skip() throws SQLException;

    /** Tells whether the column taken last is null. */
    boolean wasNull() throws SQLException;

    /** Reads the current row of a result. */
    static Cells of(ResultSet rows) {
        return new Cells() {
            private int column;

            @Override
            public @Nullable String text() throws SQLException {
                return rows.getString(++column);
            }

            @Override
            public long number() throws SQLException {
                return rows.getLong(++column);
            }

            @Override
            public byte[] bytes() throws SQLException {
                return rows.getBytes(++column);
            }

            @Override
            public void skip() {
                column++;
            }

            @Override
            public boolean wasNull() throws SQLException {
                return rows.wasNull();
            }
        };
    }
}
