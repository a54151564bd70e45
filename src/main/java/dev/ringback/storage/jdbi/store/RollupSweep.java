package dev.ringback.storage.jdbi.store;

import dev.ringback.model.StatsSpan;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks over all hours that have messages or a rollup, and marks each to be made again. It leaps from one such hour to the next by an index, so that it
 * costs as much as there are hours, however many messages they have.
 */
final class RollupSweep {
    private static final long FIRST_HOUR = -1_000_000_000;

    /** Sets the place of the walk before the first account. */
    static final String FROM_BEGINNING = "sweep_account = '', sweep_hour = " + FIRST_HOUR;

    private static final String BEGIN = "UPDATE stats_mark SET " + FROM_BEGINNING + " WHERE id = 1";

    private static final String PLACE = "SELECT sweep_account, sweep_hour FROM stats_mark";
    private static final String MOVE = """
            UPDATE stats_mark SET sweep_account = ?, sweep_hour = ? WHERE id = 1 AND sweep_account = ? AND sweep_hour = ?""";

    private static final String NEXT_ACCOUNT_OF_MESSAGES = "SELECT min(account_sid) FROM message WHERE account_sid > ?";
    private static final String NEXT_ACCOUNT_OF_ROLLUPS =
            "SELECT min(account_sid) FROM stats_bucket WHERE account_sid > ?";
    private static final String NEXT_MESSAGE =
            "SELECT min(date_created) FROM message WHERE account_sid = ? AND date_created >= ?";
    private static final String NEXT_ROLLUP =
            "SELECT min(number) FROM stats_bucket WHERE account_sid = ? AND span = 'hour' AND number >= ?";

    private static final String MARK = """
            INSERT INTO stats_dirty (account_sid, span, number)
            SELECT ?, 'hour', ? WHERE NOT EXISTS (SELECT 1 FROM stats_frozen WHERE before_hour > ?)
            ON CONFLICT DO NOTHING""";

    private final Writer writer;
    private final Reads reads;

    RollupSweep(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    /** Begins a walk: for what makes many rows of the mirror anew without a word in the log. */
    static void begin(Transaction transaction) throws SQLException {
        transaction.execute(BEGIN);
    }

    /** Marks an hour, unless it is frozen. */
    static void mark(Transaction transaction, RollupKey hour) throws SQLException {
        transaction.execute(MARK, hour.accountSid(), hour.number(), hour.number());
    }

    /** @param account null where no walk is under way */
    private record Place(@Nullable String account, long hour) {}

    private record Found(List<RollupKey> hours, Place next) {}

    /** Goes on by some hours; returns whether there may be more. */
    boolean step(int atMost) {
        Place from = reads.query(
                "look where the walk over all hours is",
                statements -> statements
                        .list(row -> new Place(row.textOrNull(), row.number()), PLACE)
                        .get(0));
        if (from.account() == null) {
            return false;
        }
        Found found = reads.query("look which hours have messages", statements -> find(statements, from, atMost));
        return writer.writeUnsynced("mark hours", transaction -> {
            Place next = found.next();
            int moved = transaction.execute(MOVE, next.account(), next.hour(), from.account(), from.hour());
            if (moved > 0) {
                for (RollupKey hour : found.hours()) {
                    mark(transaction, hour);
                }
            }
            // where it has begun anew meanwhile, it goes on
            return moved == 0 || next.account() != null;
        });
    }

    private static Found find(Statements statements, Place from, int atMost) throws SQLException {
        List<RollupKey> hours = new ArrayList<>();
        String account = from.account();
        long hour = from.hour();
        while (account != null && hours.size() < atMost) {
            Long next = least(
                    hourOf(least(
                            statements,
                            NEXT_MESSAGE,
                            account,
                            StatsSpan.HOUR.start(hour).toEpochMilli())),
                    least(statements, NEXT_ROLLUP, account, hour));
            if (next == null) {
                account = nextAccount(statements, account);
                hour = FIRST_HOUR;
            } else {
                hours.add(RollupKey.hour(account, next));
                hour = next + 1;
            }
        }
        return new Found(hours, new Place(account, hour));
    }

    private static @Nullable Long least(Statements statements, String query, String account, long from)
            throws SQLException {
        return statements
                .list(row -> Optional.ofNullable(row.numberOrNull()), query, account, from)
                .get(0)
                .orElse(null);
    }

    private static @Nullable Long hourOf(@Nullable Long millis) {
        return millis == null
                ? null
                : Math.floorDiv(millis, StatsSpan.HOUR.start(1).toEpochMilli());
    }

    private static @Nullable Long least(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    private static @Nullable String nextAccount(Statements statements, String account) throws SQLException {
        List<Optional<String>> next = new ArrayList<>();
        for (String query : List.of(NEXT_ACCOUNT_OF_MESSAGES, NEXT_ACCOUNT_OF_ROLLUPS)) {
            next.addAll(statements.list(row -> Optional.ofNullable(row.textOrNull()), query, account));
        }
        return next.stream().flatMap(Optional::stream).min(String::compareTo).orElse(null);
    }
}
