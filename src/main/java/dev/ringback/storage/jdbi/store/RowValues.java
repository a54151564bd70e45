package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.CarriedStore.CarriedRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads columns without knowing their types, as values that are the same whichever database they come from. */
final class RowValues {
    private RowValues() {}

    /** A number as a {@link Long}, a text, bytes, or null. */
    static @Nullable Object read(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value instanceof Number number ? (Long) number.longValue() : value;
    }

    /** All columns of the current row. */
    static CarriedRow read(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<@Nullable Object> values = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            values.add(read(rows, i));
        }
        return new CarriedRow(values);
    }

    /** How much memory the texts and bytes of a row take, about. */
    static long size(CarriedRow row) {
        long size = 0;
        for (Object value : row.values()) {
            if (value instanceof String text) {
                size += text.length();
            } else if (value instanceof byte[] bytes) {
                size += bytes.length;
            }
        }
        return size;
    }
}
