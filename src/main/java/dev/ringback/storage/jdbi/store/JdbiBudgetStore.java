package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.AccountBudget;
import dev.ringback.storage.BudgetStore;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables {@code upstream_budget} and {@code upstream_share}. */
final class JdbiBudgetStore implements BudgetStore {
    private static final String COLUMNS = "concurrency, refused_at, hold_until, hold, version, day, used,"
            + " stop_status, stop_credentials, stop_until";

    private static final String BEGIN = """
            INSERT INTO upstream_budget (account_sid, concurrency, refused_at, hold_until, hold, version, day, used)
            VALUES (?, 1, 0, 0, 0, 0, 0, 0) ON CONFLICT (account_sid) DO UPDATE SET account_sid = excluded.account_sid
            RETURNING %s AS now, %s""";

    private static final String UPDATE = """
            UPDATE upstream_budget SET concurrency = ?, refused_at = ?, hold_until = ?, hold = ?, version = ?, day = ?, used = ?,
            stop_status = ?, stop_credentials = ?, stop_until = ? WHERE account_sid = ?""";

    private static final String SHARES =
            "SELECT node, expires_at FROM upstream_share WHERE account_sid = ? ORDER BY node";
    private static final String DELETE_SHARES = "DELETE FROM upstream_share WHERE account_sid = ?";
    private static final String ADD_SHARE =
            "INSERT INTO upstream_share (account_sid, node, expires_at) VALUES (?, ?, ?)";
    private static final String FIND = "SELECT " + COLUMNS + " FROM upstream_budget WHERE account_sid = :account";
    private static final String FIND_SHARES =
            "SELECT node, expires_at FROM upstream_share WHERE account_sid = :account ORDER BY node";

    private final Writer writer;
    private final Reads reads;
    private final String begin;

    JdbiBudgetStore(Writer writer, Reads reads, Dialect dialect) {
        this.writer = writer;
        this.reads = reads;
        this.begin = BEGIN.formatted(dialect.now(), COLUMNS);
    }

    /** Nobody waits for the disk: after a loss of power the budget is learned again. */
    @Override
    public AccountBudget change(String accountSid, Change change) {
        return writer.writeUnsynced("change the budget of " + accountSid, transaction -> {
            Dated dated = transaction.list(Dated::read, begin, accountSid).get(0);
            AccountBudget before =
                    dated.budget().withShares(transaction.list(JdbiBudgetStore::share, SHARES, accountSid));
            AccountBudget after = change.of(before, dated.now());
            update(transaction, accountSid, before, after);
            return after;
        });
    }

    private static void update(Transaction transaction, String accountSid, AccountBudget before, AccountBudget after)
            throws SQLException {
        AccountBudget.Stop stop = after.stop();
        transaction.execute(
                UPDATE,
                after.concurrency(),
                after.refusedAt(),
                after.holdUntil().toEpochMilli(),
                after.hold(),
                after.version(),
                after.day(),
                after.used(),
                stop == null ? null : stop.status(),
                stop == null ? null : stop.credentials(),
                stop == null ? null : stop.until().toEpochMilli(),
                accountSid);
        if (!after.shares().equals(before.shares())) {
            transaction.execute(DELETE_SHARES, accountSid);
            for (AccountBudget.Share share : after.shares()) {
                transaction.execute(
                        ADD_SHARE, accountSid, share.node(), share.expiresAt().toEpochMilli());
            }
        }
    }

    @Override
    public Optional<AccountBudget> find(String accountSid) {
        return reads.read("find the budget of " + accountSid, handle -> {
            List<AccountBudget.Share> shares = handle.createQuery(FIND_SHARES)
                    .bind("account", accountSid)
                    .map((row, context) -> share(new Row(row)))
                    .list();
            return handle.createQuery(FIND)
                    .bind("account", accountSid)
                    .map((row, context) -> budget(new Row(row)).withShares(shares))
                    .findFirst();
        });
    }

    private static AccountBudget.Share share(Row row) throws SQLException {
        return new AccountBudget.Share(row.text(), row.time());
    }

    private static AccountBudget budget(Row row) throws SQLException {
        return new AccountBudget(
                Math.toIntExact(row.number()),
                Math.toIntExact(row.number()),
                row.time(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                stop(row.integerOrNull(), row.textOrNull(), row.timeOrNull()),
                List.of());
    }

    private static AccountBudget.@Nullable Stop stop(
            @Nullable Integer status, @Nullable String credentials, @Nullable Instant until) {
        return status == null || credentials == null || until == null
                ? null
                : new AccountBudget.Stop(status, credentials, until);
    }

    /** A budget as it is at a moment. */
    private record Dated(Instant now, AccountBudget budget) {
        static Dated read(Row row) throws SQLException {
            return new Dated(row.time(), JdbiBudgetStore.budget(row));
        }
    }
}
