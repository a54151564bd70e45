package dev.ringback.storage.jdbi.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lends connections that read, each to one thread at a time. Safe for use by many threads. */
public interface Readers {

    /** Takes a connection, which the caller has to {@linkplain #giveBack give back}. */
    Statements take() throws SQLException;

    /** Gives back a connection that was taken. */
    void giveBack(Statements statements) throws SQLException;

    /** Takes connections of a pool that keeps their statements prepared by itself. */
    static Readers of(DataSource pool, RowFormat format) {
        return new Readers() {
            @Override
            public Statements take() throws SQLException {
                return new Statements(pool.getConnection(), format);
            }

            @Override
            public void giveBack(Statements statements) throws SQLException {
                try (Connection connection = statements.connection()) {
                    statements.close();
                }
            }
        };
    }
}
