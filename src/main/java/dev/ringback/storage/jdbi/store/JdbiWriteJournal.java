package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Actor;
import dev.ringback.model.JournaledWrite;
import dev.ringback.model.Page;
import dev.ringback.model.WriteDraft;
import dev.ringback.model.WriteFate;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.WriteJournal;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code upstream_write}. */
final class JdbiWriteJournal implements WriteJournal {
    private static final String COLUMNS = "id, mark, account_sid, kind, method, path, content_type, body, likeness,"
            + " by_account, credential, role, requested_at, node, state, sid, decided_at";

    private static final String ADD = """
            INSERT INTO upstream_write (mark, account_sid, kind, method, path, content_type, body, likeness, by_account, credential, role,
            requested_at, node, answer_by, state, after_event_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, %s + ?, 'pending', (SELECT coalesce(max(id), 0) FROM event)) RETURNING id""";

    /** Its body is not needed any more: what it has made is known. */
    private static final String KEEP = """
            UPDATE upstream_write SET state = 'answered', sid = ?, decided_at = ?, body = ?
            WHERE id = ? AND state = 'pending' AND EXISTS (SELECT 1 FROM upstream_write AS other
            WHERE other.likeness = upstream_write.likeness AND other.id <> upstream_write.id AND other.state IN ('pending', 'unknown'))""";

    private static final String FORGET =
            "DELETE FROM upstream_write WHERE id = ? AND state <> 'answered' RETURNING " + COLUMNS;

    private static final String UNKNOWN = """
            UPDATE upstream_write SET state = CASE WHEN sid IS NULL THEN 'unknown' ELSE 'created' END,
            body = CASE WHEN sid IS NULL THEN body ELSE ? END, decided_at = CASE WHEN sid IS NULL THEN NULL ELSE ? END
            WHERE id = ? AND state = 'pending' RETURNING\s""" + COLUMNS;

    private static final String CREATED = """
            UPDATE upstream_write SET state = 'created', sid = ?, decided_at = ?, body = ?
            WHERE id = ? AND state IN ('unknown', 'not-seen') RETURNING\s""" + COLUMNS;

    private static final String NOT_SEEN = """
            UPDATE upstream_write SET state = 'not-seen', decided_at = ?
            WHERE id = ? AND state = 'unknown' RETURNING\s""" + COLUMNS;

    private static final String HAS = "SELECT EXISTS (SELECT 1 FROM upstream_write WHERE mark = :mark)";

    private static final String SEEN = """
            UPDATE upstream_write SET sid = ?, state = CASE WHEN state = 'pending' THEN state ELSE 'created' END,
            body = CASE WHEN state = 'pending' THEN body ELSE ? END, decided_at = CASE WHEN state = 'pending' THEN NULL ELSE ? END
            WHERE mark = ? AND account_sid = ? AND sid IS NULL AND state IN ('pending', 'unknown', 'not-seen') RETURNING\s""" + COLUMNS;

    private static final String UNDECIDED = "SELECT " + COLUMNS + """
             FROM upstream_write
            WHERE state IN ('pending', 'unknown') AND (state = 'unknown' OR answer_by < %s)
            ORDER BY CASE WHEN state = 'pending' THEN 0 ELSE 1 END, id LIMIT :limit""";

    private static final String COUNT_UNKNOWN =
            "SELECT count(*) FROM upstream_write WHERE state = 'unknown' AND account_sid = :account";

    private static final String BEGINNING =
            "SELECT coalesce(min(after_event_id), 0) FROM upstream_write WHERE state IN ('pending', 'unknown')";

    private static final String OPEN_MARKS =
            "SELECT mark FROM upstream_write WHERE state IN ('pending', 'unknown') AND sid IS NULL";

    private static final String CLAIMED =
            "SELECT sid FROM upstream_write WHERE likeness = :likeness AND sid IS NOT NULL";

    private static final String NEWEST_FIRST = "SELECT " + COLUMNS + """
             FROM upstream_write
            WHERE id < :before AND state IN (<states>) AND (:everything OR account_sid IN (<accounts>))
            ORDER BY id DESC LIMIT :limit""";

    private static final String DELETE = "DELETE FROM upstream_write WHERE decided_at < ?";

    private static final byte[] EMPTY = {};

    private final Writer writer;
    private final Reads reads;
    private final String add;
    private final String undecided;

    JdbiWriteJournal(Writer writer, Reads reads, Dialect dialect) {
        this.writer = writer;
        this.reads = reads;
        this.add = ADD.formatted(dialect.now());
        this.undecided = UNDECIDED.formatted(dialect.now());
    }

    @Override
    public long add(WriteDraft write, Duration within) {
        Actor by = write.requestedBy();
        return writer.write(
                "note a write to Twilio",
                transaction -> transaction
                        .list(
                                Row::number,
                                add,
                                write.mark(),
                                write.accountSid(),
                                write.kind(),
                                write.method(),
                                write.path(),
                                write.contentType(),
                                write.bodyBytes(),
                                write.likeness(),
                                by.accountSid(),
                                by.credential(),
                                by.role(),
                                write.requestedAt().toEpochMilli(),
                                write.node(),
                                within.toMillis())
                        .get(0));
    }

    /** Nobody waits for the disk: after a loss of power the write is undecided, and soon found to be done. */
    @Override
    public Optional<JournaledWrite> answered(long id, @Nullable String sid, Instant now) {
        return writer.writeUnsynced("note the answer to write " + id, transaction -> {
            boolean kept = sid != null && transaction.execute(KEEP, sid, now.toEpochMilli(), EMPTY, id) > 0;
            return kept
                    ? Optional.empty()
                    : transaction.list(JdbiWriteJournal::read, FORGET, id).stream()
                            .filter(write -> write.fate() != WriteFate.PENDING)
                            .findFirst();
        });
    }

    @Override
    public Optional<JournaledWrite> unknown(long id, Instant now) {
        return changed("note that the outcome of write " + id + " is unknown", UNKNOWN, EMPTY, now.toEpochMilli(), id);
    }

    @Override
    public Optional<JournaledWrite> created(long id, String sid, Instant now) {
        return changed("note what write " + id + " has made", CREATED, sid, now.toEpochMilli(), EMPTY, id);
    }

    @Override
    public Optional<JournaledWrite> notSeen(long id, Instant now) {
        return changed("note that nothing is seen of write " + id, NOT_SEEN, now.toEpochMilli(), id);
    }

    @Override
    public boolean has(String mark) {
        return reads.read(
                "look for a write to Twilio",
                handle -> handle.createQuery(HAS)
                        .bind("mark", mark)
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public Optional<JournaledWrite> seen(String mark, String accountSid, String sid, Instant now) {
        return changed("note what a write has made", SEEN, sid, EMPTY, now.toEpochMilli(), mark, accountSid)
                .filter(write -> write.fate() == WriteFate.CREATED);
    }

    private Optional<JournaledWrite> changed(String attempted, String sql, Object... parameters) {
        return writer.write(
                attempted,
                transaction -> transaction.list(JdbiWriteJournal::read, sql, parameters).stream()
                        .findFirst());
    }

    @Override
    public List<JournaledWrite> undecided(int most) {
        return reads.read(
                "list the undecided writes to Twilio",
                handle -> handle.createQuery(undecided)
                        .bind("limit", most)
                        .map((row, context) -> read(new Row(row)))
                        .list());
    }

    @Override
    public long countUnknown(String accountSid) {
        return reads.read(
                "count the unknown writes to Twilio",
                handle -> handle.createQuery(COUNT_UNKNOWN)
                        .bind("account", accountSid)
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public long beginning() {
        return reads.read(
                "look where the undecided writes to Twilio begin",
                handle -> handle.createQuery(BEGINNING).mapTo(Long.class).one());
    }

    @Override
    public Set<String> openMarks() {
        return reads.read(
                "list the marks of undecided writes to Twilio",
                handle -> Set.copyOf(
                        handle.createQuery(OPEN_MARKS).mapTo(String.class).list()));
    }

    @Override
    public Set<String> claimed(String likeness) {
        return reads.read(
                "list what writes to Twilio have made",
                handle -> Set.copyOf(handle.createQuery(CLAIMED)
                        .bind("likeness", likeness)
                        .mapTo(String.class)
                        .list()));
    }

    @Override
    public Page<JournaledWrite> newestFirst(AccountScope scope, @Nullable WriteFate fate, long beforeId, int size) {
        List<String> states = fate == null
                ? List.of(WriteFate.UNKNOWN.value(), WriteFate.CREATED.value(), WriteFate.NOT_SEEN.value())
                : List.of(fate.value());
        List<JournaledWrite> found = reads.read(
                "list the writes to Twilio whose outcome was unknown",
                handle -> handle.createQuery(NEWEST_FIRST)
                        .bind("before", beforeId)
                        .bindList("states", states)
                        .bind("everything", scope.everything())
                        .bindList("accounts", scope.accountSids().isEmpty() ? List.of("") : scope.accountSids())
                        .bind("limit", size + 1)
                        .map((row, context) -> read(new Row(row)))
                        .list());
        return new Page<>(found.subList(0, Math.min(size, found.size())), found.size() > size);
    }

    @Override
    public void deleteDecidedBefore(Instant moment) {
        writer.writeUnsynced(
                "forget old writes to Twilio", transaction -> transaction.execute(DELETE, moment.toEpochMilli()));
    }

    private static JournaledWrite read(Row row) throws SQLException {
        long id = row.number();
        WriteDraft write = new WriteDraft(
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.textOrNull(),
                new String(row.bytes(), StandardCharsets.ISO_8859_1),
                row.text(),
                new Actor(row.textOrNull(), row.text(), row.textOrNull(), null),
                row.time(),
                row.text());
        return new JournaledWrite(
                id, write, WriteFate.of(row.text()).orElse(WriteFate.UNKNOWN), row.textOrNull(), row.timeOrNull());
    }
}
