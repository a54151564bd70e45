package dev.ringback.storage.jdbi.sqlite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringback.storage.jdbi.sql.Cells;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row whose columns SQLite has put into one JSON array. The driver asks SQLite for the name of each column at every query, and twice for each value:
 * for a row of thirty columns that takes longer than to find it, and more than twice as long as to write and read the array. Texts and whole numbers come
 * back as they are stored; bytes cannot be read so.
 */
final class JsonCells implements Cells {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser json;
    private boolean wasNull;

    /** @param rows whose first column is the array */
    JsonCells(ResultSet rows) throws SQLException {
        try {
            json = FACTORY.createParser(rows.getString(1));
            json.nextToken();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Returns SQL for an array of these columns. */
    static String of(String columns) {
        return "json_array(" + columns + ")";
    }

    private JsonToken next() throws SQLException {
        try {
            JsonToken token = json.nextToken();
            if (token == null || token == JsonToken.END_ARRAY) {
                throw new SQLException("the row has no more columns");
            }
            wasNull = token == JsonToken.VALUE_NULL;
            return token;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public @Nullable String text() throws SQLException {
        next();
        try {
            return wasNull ? null : json.getText();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public long number() throws SQLException {
        JsonToken token = next();
        try {
            if (wasNull) {
                return 0;
            }
            return token == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : Long.parseLong(json.getText());
        } catch (IOException | NumberFormatException e) {
            throw broken(e);
        }
    }

    @Override
    public byte[] bytes() throws SQLException {
        throw new SQLException("bytes cannot be read from an array");
    }

    @Override
    public void skip() throws SQLException {
        next();
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }

    private static SQLException broken(Exception cause) {
        return new SQLException("a row cannot be read: " + cause.getMessage(), cause);
    }
}
