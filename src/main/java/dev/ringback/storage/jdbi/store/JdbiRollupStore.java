package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.ringback.model.Generation;
import dev.ringback.model.StatsSpan;
import dev.ringback.storage.EventMinute;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LastEvent;
import dev.ringback.storage.MessageFact;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.RollupStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables {@code stats_bucket}, {@code stats_frozen}, {@code stats_dirty}, {@code stats_mark}, {@code event_minute} and {@code last_event}. */
final class JdbiRollupStore implements RollupStore {
    private static final String MARK = """
            SELECT generation, event_id, CASE WHEN sweep_account IS NULL THEN 0 ELSE 1 END FROM stats_mark""";

    private static final String RESTART = "UPDATE stats_mark SET generation = ?, event_id = ?, as_of = NULL, "
            + RollupSweep.FROM_BEGINNING + " WHERE id = 1";
    private static final String FORGET_MINUTES = "DELETE FROM event_minute";

    private static final String ADVANCE =
            "UPDATE stats_mark SET generation = ?, event_id = ? WHERE id = 1 AND generation = ? AND event_id = ?";
    private static final String MARKED_UNTIL = "UPDATE stats_mark SET as_of = ? WHERE id = 1";

    private static final String COUNT = """
            INSERT INTO event_minute (account_sid, kind, minute, counted) VALUES (?, ?, ?, ?)
            ON CONFLICT (minute, account_sid, kind) DO UPDATE SET counted = event_minute.counted + excluded.counted""";
    private static final String LAST = """
            INSERT INTO last_event (account_sid, kind, received_at) VALUES (?, ?, ?)
            ON CONFLICT (account_sid, kind) DO UPDATE SET received_at = excluded.received_at
            WHERE last_event.received_at < excluded.received_at""";
    private static final String DELETE_MINUTES = "DELETE FROM event_minute WHERE minute < ?";

    private static final String CREATED =
            "SELECT sid, date_created FROM message WHERE account_sid = ? AND erased = 0 AND sid IN (%s)";

    /** Hours that are newer go first: people look at them. */
    private static final String DIRTY =
            "SELECT account_sid, number FROM stats_dirty WHERE span = ? ORDER BY number DESC, account_sid DESC LIMIT ?";

    private static final String MESSAGES = """
            SELECT sid, date_created, status, from_address, to_address, messaging_service_sid, direction,
              CASE WHEN error_status = status THEN error_code END, delivered_at, carrier
            FROM message
            WHERE account_sid = ? AND (date_created, sid) > (?, ?) AND date_created < ? AND erased = 0
            ORDER BY date_created, sid LIMIT ?""";

    private static final String CONTENT =
            "SELECT content FROM stats_bucket WHERE account_sid = ? AND span = ? AND number = ?";
    private static final String PUT = """
            INSERT INTO stats_bucket (account_sid, span, number, content, frozen) VALUES (?, ?, ?, ?, 0)
            ON CONFLICT (account_sid, span, number) DO UPDATE SET content = excluded.content
            WHERE stats_bucket.frozen = 0 AND stats_bucket.content <> excluded.content""";
    private static final String REMOVE =
            "DELETE FROM stats_bucket WHERE account_sid = ? AND span = ? AND number = ? AND frozen = 0";
    private static final String CLEAN = "DELETE FROM stats_dirty WHERE span = ? AND number = ? AND account_sid = ?";
    private static final String MARK_DAY =
            "INSERT INTO stats_dirty (account_sid, span, number) VALUES (?, 'day', ?) ON CONFLICT DO NOTHING";

    private static final String FREEZE =
            "UPDATE stats_bucket SET frozen = 1 WHERE account_sid = ? AND span = 'hour' AND number = ?";
    private static final String FREEZE_BEFORE = """
            INSERT INTO stats_frozen (id, before_hour) VALUES (1, ?)
            ON CONFLICT (id) DO UPDATE SET before_hour = excluded.before_hour
            WHERE stats_frozen.before_hour < excluded.before_hour""";
    private static final String CLEAN_FROZEN = "DELETE FROM stats_dirty WHERE span = 'hour' AND number < ?";

    private static final int HOURS_OF_DAY = 24;

    private final Writer writer;
    private final Reads reads;
    private final RollupSweep sweep;

    JdbiRollupStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
        this.sweep = new RollupSweep(writer, reads);
    }

    @Override
    public Mark mark() {
        return reads.query(
                "look how far the rollups are",
                statements -> statements.list(JdbiRollupStore::mark, MARK).get(0));
    }

    private static Mark mark(Row row) throws SQLException {
        String generation = row.text();
        long eventId = row.number();
        return new Mark(
                generation.isEmpty() ? null : new EventPosition(new Generation(generation), eventId), row.truth());
    }

    @Override
    public void restart(EventPosition from) {
        writer.writeUnsynced("begin with all rollups", transaction -> {
            transaction.execute(RESTART, from.generation().value(), from.eventId());
            return transaction.execute(FORGET_MINUTES);
        });
    }

    @Override
    public boolean advance(Advance advance) {
        EventPosition from = advance.from();
        EventPosition to = advance.to();
        return writer.writeUnsynced("mark rollups", transaction -> {
            boolean moved = transaction.execute(
                            ADVANCE,
                            to.generation().value(),
                            to.eventId(),
                            from.generation().value(),
                            from.eventId())
                    > 0;
            if (moved) {
                for (RollupKey hour : advance.changed()) {
                    RollupSweep.mark(transaction, hour);
                }
                count(transaction, advance);
            }
            return moved;
        });
    }

    private static void count(Transaction transaction, Advance advance) throws SQLException {
        for (EventMinute minute : advance.minutes()) {
            transaction.execute(COUNT, minute.accountSid(), minute.kind().value(), minute.minute(), minute.count());
        }
        for (LastEvent last : advance.last()) {
            transaction.execute(
                    LAST,
                    last.accountSid(),
                    last.kind().value(),
                    last.receivedAt().toEpochMilli());
        }
    }

    @Override
    public void markedUntil(Instant moment) {
        writer.writeUnsynced(
                "note how fresh the rollups are",
                transaction -> transaction.execute(MARKED_UNTIL, moment.toEpochMilli()));
    }

    @Override
    public List<Created> created(Collection<MessageName> messages) {
        Map<String, List<String>> byAccount = messages.stream()
                .distinct()
                .collect(groupingBy(MessageName::accountSid, mapping(MessageName::sid, toList())));
        List<Created> created = new ArrayList<>();
        byAccount.forEach((account, sids) -> created.addAll(
                reads.query("look when messages were created", statements -> created(statements, account, sids))));
        return created;
    }

    private static List<Created> created(Statements statements, String account, List<String> sids) throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(account));
        parameters.addAll(sids);
        return statements.list(
                row -> new Created(new MessageName(account, row.text()), StatsSpan.HOUR.numberOf(row.time())),
                CREATED.formatted(sids.stream().map(sid -> "?").collect(joining(", "))),
                parameters.toArray());
    }

    @Override
    public boolean sweep(int atMost) {
        return sweep.step(atMost);
    }

    @Override
    public List<RollupKey> dirty(StatsSpan span, int atMost) {
        return reads.query(
                "look which rollups are to be made",
                statements -> statements.list(
                        row -> new RollupKey(row.text(), span, row.number()), DIRTY, span.value(), atMost));
    }

    @Override
    public List<MessageFact> messages(RollupKey hour, @Nullable MessageFact after, int atMost) {
        long begin = hour.span().start(hour.number()).toEpochMilli();
        long end = hour.span().start(hour.number() + 1).toEpochMilli();
        return reads.query(
                "read the messages of an hour",
                statements -> statements.list(
                        JdbiRollupStore::fact,
                        MESSAGES,
                        hour.accountSid(),
                        after == null ? begin : after.dateCreated().toEpochMilli(),
                        after == null ? "" : after.sid(),
                        end,
                        atMost));
    }

    private static MessageFact fact(Row row) throws SQLException {
        return new MessageFact(
                row.text(),
                row.time(),
                row.text(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.integerOrNull(),
                row.timeOrNull(),
                row.textOrNull());
    }

    @Override
    public byte @Nullable [] content(RollupKey key) {
        List<byte[]> found = reads.query(
                "read a rollup",
                statements -> statements.list(
                        Row::bytes, CONTENT, key.accountSid(), key.span().value(), key.number()));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void put(RollupKey key, byte @Nullable [] content) {
        String span = key.span().value();
        writer.writeUnsynced("store a rollup", transaction -> {
            int changed = content == null
                    ? transaction.execute(REMOVE, key.accountSid(), span, key.number())
                    : transaction.execute(PUT, key.accountSid(), span, key.number(), content);
            if (changed > 0 && key.span() == StatsSpan.HOUR) {
                transaction.execute(MARK_DAY, key.accountSid(), Math.floorDiv(key.number(), HOURS_OF_DAY));
            }
            return transaction.execute(CLEAN, span, key.number(), key.accountSid());
        });
    }

    @Override
    public void freeze(Collection<RollupKey> hours) {
        List<RollupKey> ordered = hours.stream()
                .sorted(Comparator.comparing(RollupKey::accountSid).thenComparing(RollupKey::number))
                .toList();
        writer.writeUnsynced("freeze rollups", transaction -> {
            for (RollupKey hour : ordered) {
                transaction.execute(FREEZE, hour.accountSid(), hour.number());
            }
            return ordered.size();
        });
    }

    @Override
    public void freezeBefore(long hour) {
        writer.writeUnsynced(
                "freeze old rollups",
                transaction ->
                        transaction.execute(FREEZE_BEFORE, hour) > 0 ? transaction.execute(CLEAN_FROZEN, hour) : 0);
    }

    @Override
    public void deleteMinutesBefore(long minute) {
        writer.writeUnsynced("delete old counts of events", transaction -> transaction.execute(DELETE_MINUTES, minute));
    }
}
