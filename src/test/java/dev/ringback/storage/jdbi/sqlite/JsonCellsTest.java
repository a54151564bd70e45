package dev.ringback.storage.jdbi.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.storage.jdbi.sql.Cells;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCellsTest {
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE row (text TEXT, number INTEGER, last TEXT) STRICT");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "12",
                "\"quoted\" \\ back \\u0041 / slash",
                "[1, {\"a\": null}]",
                "tab\tline\nreturn\rbell\u0007escape\u001b del\u007f",
                "nul\u0000 inside",
                "\u0000",
                "caf\u00e9 \u2028 \u2029 \u202e \ufeff \uffff",
                "\ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69",
                "half \ud83d of a character",
                "' OR 1=1 --"
            })
    void aTextComesBackAsTheDriverReadsIt(String text) throws SQLException {
        assertSame(text, 7L, text + text);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 1_764_000_000_123L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE})
    void aNumberComesBackAsItIs(long number) throws SQLException {
        assertSame("a", number, "b");
    }

    @Test
    void nullIsTold() throws SQLException {
        assertSame(null, null, null);
        assertSame(null, 1L, "");
    }

    @Test
    void aLongTextComesBackWhole() throws SQLException {
        String text = "\"\u00e9\n".repeat(100_000);
        assertSame(text, null, text);
    }

    @Test
    void aColumnTooManyIsAFailure() throws SQLException {
        put("a", 1L, "b");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + JsonCells.of("text") + " FROM row")) {
            rows.next();
            Cells cells = new JsonCells(rows);
            cells.skip();
            assertThatThrownBy(cells::text).isInstanceOf(SQLException.class).hasMessageContaining("no more columns");
        }
    }

    private void put(@Nullable String text, @Nullable Long number, @Nullable String last) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO row (text, number, last) VALUES (?, ?, ?)")) {
            insert.setString(1, text);
            insert.setObject(2, number);
            insert.setString(3, last);
            insert.execute();
        }
    }

    private void assertSame(@Nullable String text, @Nullable Long number, @Nullable String last) throws SQLException {
        put(text, number, last);
        String columns = "text, number, last";
        try (Statement statement = connection.createStatement();
                ResultSet plain = statement.executeQuery("SELECT " + columns + " FROM row");
                Statement other = connection.createStatement();
                ResultSet packed = other.executeQuery("SELECT " + JsonCells.of(columns) + " FROM row")) {
            while (plain.next()) {
                assertThat(packed.next()).isTrue();
                Cells expected = Cells.of(plain);
                Cells cells = new JsonCells(packed);
                assertThat(cells.text()).isEqualTo(expected.text());
                assertThat(cells.number()).isEqualTo(expected.number());
                assertThat(cells.wasNull()).isEqualTo(expected.wasNull());
                assertThat(cells.text()).isEqualTo(expected.text());
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM row");
        }
    }
}
