package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Job;
import dev.ringback.model.JobBuilder;
import dev.ringback.model.JobState;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code job}: its columns, listed once, and how a row is read. */
final class JobTable implements RowMapper<Job> {
    /** All but the id. */
    static final List<String> WRITTEN = List.of(
            "kind",
            "state",
            "checkpoint",
            "done",
            "total",
            "requested_by",
            "created_at",
            "started_at",
            "updated_at",
            "finished_at",
            "cancel_requested",
            "result",
            "parameters",
            "waits_for");

    static final String COLUMNS =
            Stream.concat(Stream.of("id"), WRITTEN.stream()).collect(joining(", "));

    @Override
    public Job map(ResultSet rows, StatementContext context) throws SQLException {
        return read(new Row(rows));
    }

    static Job read(Row row) throws SQLException {
        return JobBuilder.builder()
                .id(row.number())
                .kind(row.text())
                .state(JobState.of(row.text()))
                .checkpoint(row.textOrNull())
                .done(row.number())
                .total(row.numberOrNull())
                .requestedBy(row.text())
                .createdAt(row.time())
                .startedAt(row.timeOrNull())
                .updatedAt(row.time())
                .finishedAt(row.timeOrNull())
                .cancelRequested(row.truth())
                .result(row.textOrNull())
                .parameters(row.textOrNull())
                .waitsFor(row.textOrNull())
                .build();
    }
}
