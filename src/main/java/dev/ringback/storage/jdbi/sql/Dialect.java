package dev.ringback.storage.jdbi.sql;

import java.sql.SQLException;

/** Differences between databases that cannot be written the same for all. Everything else is shared, portable SQL. */
public interface Dialect extends RowFormat {

    /** Whether the database itself is in trouble, so that the same statement may succeed later; otherwise the data is to blame. */
    boolean isUnavailable(SQLException failure);

    /** Behind a query: keeps the rows it finds from being changed by others; empty where nobody else can write meanwhile. */
    String forUpdate();

    /** Waits until nobody else changes deliveries, and keeps others from it until the transaction ends. */
    void takeDeliveries(Statements transaction) throws SQLException;

    /** Waits until nobody else appends an event of Ringback's own, and keeps others from it until the transaction ends. */
    void takeSystemEvents(Statements transaction) throws SQLException;

    /** Between the columns and the values of an insert that says itself which ids its rows have. */
    String givenIds();

    /** Deletes all rows of a table, without looking at each. */
    String emptying(String table);

    /** The last id that was given in a table whose ids are never given twice; 0 for none. */
    long lastId(Statements transaction, String table) throws SQLException;

    /** The next id in a table will be one more than this. */
    void countOnAfter(Statements transaction, String table, long id) throws SQLException;

    /** The first statement of a transaction all of whose queries see the database as it was at one moment; empty where they do anyway. */
    String seeOneMoment();

    /** The time of the database in epoch milliseconds, as SQL. */
    String now();
}
