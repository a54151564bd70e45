package dev.ringback.storage.jdbi.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How a database takes values, and gives rows back fastest. */
public interface RowFormat {

    /** A value as the database can keep it; most stay what they are. */
    default @Nullable Object storable(@Nullable Object value) {
        return value;
    }

    /** Columns to be selected, as SQL, in the form that {@link #packed(ResultSet)} reads: for texts and whole numbers, in the fastest way. */
    default String packed(String columns) {
        return columns;
    }

    /** Reads the current row of a query for {@link #packed(String) packed} columns. */
    default Cells packed(ResultSet rows) throws SQLException {
        return Cells.of(rows);
    }
}
