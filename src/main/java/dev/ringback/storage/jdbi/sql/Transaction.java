package dev.ringback.storage.jdbi.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Executes statements inside one transaction of the writer. */
public final class Transaction extends Statements {
    private final Dialect dialect;

    public Transaction(Connection connection, Dialect dialect) {
        super(connection, dialect);
        this.dialect = dialect;
    }

    /** Ends a query so that nobody else changes the rows it finds before this transaction has ended. */
    public String forUpdate() {
        return dialect.forUpdate();
    }

    /** Waits until nobody else changes deliveries, and keeps others from it until this ends. */
    public void takeDeliveries() throws SQLException {
        dialect.takeDeliveries(this);
    }

    /** Waits until nobody else appends an event of Ringback's own, and keeps others from it until this ends. */
    public void takeSystemEvents() throws SQLException {
        dialect.takeSystemEvents(this);
    }
}
