package dev.ringback.storage.jdbi.sql;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * An insert of records into a table.
 *
 * @param columns in which order the parameters of a row stand
 * @param ending what follows the values, such as what to do where the row exists
 */
public record Insert<R>(String table, List<Column<R>> columns, String ending) {

    /** Returns the SQL that inserts one row; its parameters are the columns. */
    public String sql() {
        return "INSERT INTO %s (%s)\nVALUES %s\n%s"
                .formatted(
                        table,
                        columns.stream().map(Column::name).collect(joining(", ")),
                        columns.stream().map(column -> "?").collect(joining(", ", "(", ")")),
                        ending);
    }
}
