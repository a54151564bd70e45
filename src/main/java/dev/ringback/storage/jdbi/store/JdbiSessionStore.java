package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Session;
import dev.ringback.storage.SessionStore;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code session}. */
final class JdbiSessionStore implements SessionStore {
    /** Ends all of them: a database that goes another way has no say in who is signed in. */
    static final String DELETE_ALL = "DELETE FROM session";

    /** {@link #read} reads them. */
    private static final List<Column<Session>> COLUMNS = List.of(
            new Column<>("token_hash", Session::tokenHash),
            new Column<>("account_sid", Session::accountSid),
            new Column<>("credential", Session::credential),
            new Column<>("fingerprint", Session::fingerprint),
            new Column<>("created_at", Session::createdAt),
            new Column<>("used_at", Session::usedAt),
            new Column<>("expires_at", Session::expiresAt));

    private static final String INSERT = new Insert<>("session", COLUMNS, "").sql();
    private static final String FIND = "SELECT "
            + COLUMNS.stream().map(Column::name).collect(joining(", ")) + " FROM session WHERE token_hash = :hash";
    private static final String PROLONG = "UPDATE session SET used_at = ?, expires_at = ? WHERE token_hash = ?";
    private static final String DELETE = "DELETE FROM session WHERE token_hash = ?";
    private static final String DELETE_EXPIRED = "DELETE FROM session WHERE token_hash IN"
            + " (SELECT token_hash FROM session WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)";

    private final Writer writer;
    private final Reads reads;

    JdbiSessionStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public void add(Session session) {
        writer.write("add a session", transaction -> transaction.execute(INSERT, COLUMNS, session));
    }

    @Override
    public Optional<Session> find(String tokenHash) {
        return reads.read(
                "find a session",
                handle -> handle.createQuery(FIND)
                        .bind("hash", tokenHash)
                        .map(JdbiSessionStore::read)
                        .findFirst());
    }

    private static Session read(ResultSet rows, StatementContext context) throws SQLException {
        Row row = new Row(rows);
        return new Session(row.text(), row.text(), row.text(), row.text(), row.time(), row.time(), row.time());
    }

    @Override
    public void prolong(String tokenHash, Instant usedAt, Instant expiresAt) {
        writer.write(
                "prolong a session",
                transaction ->
                        transaction.execute(PROLONG, usedAt.toEpochMilli(), expiresAt.toEpochMilli(), tokenHash));
    }

    @Override
    public boolean delete(String tokenHash) {
        return writer.write("end a session", transaction -> transaction.execute(DELETE, tokenHash)) > 0;
    }

    @Override
    public int deleteExpired(Instant moment, int most) {
        return writer.write(
                "forget expired sessions",
                transaction -> transaction.execute(DELETE_EXPIRED, moment.toEpochMilli(), most));
    }
}
