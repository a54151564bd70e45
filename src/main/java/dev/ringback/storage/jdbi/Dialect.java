package dev.ringback.storage.jdbi;

import java.sql.SQLException;

/** What differs between databases and cannot be written the same for all. Everything else is shared, portable SQL. */
interface Dialect {

    /** Whether the database itself is in trouble, so that the same statement may succeed later; otherwise the data is to blame. */
    boolean isUnavailable(SQLException failure);
}
