package dev.ringback.storage.jdbi.store;

import dev.ringback.model.EventKind;
import dev.ringback.model.StatsSpan;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.EventMinute;
import dev.ringback.storage.LastEvent;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.RollupReads;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link JdbiRollupStore} keeps. */
final class JdbiRollupReads implements RollupReads {
    /** One account after the other, so that each is found by the key. */
    private static final String ROLLUPS = """
            SELECT number, content FROM stats_bucket
            WHERE account_sid = ? AND span = ? AND number >= ? AND number < ? ORDER BY number""";

    private static final String NEXT_ACCOUNT = "SELECT min(account_sid) FROM stats_bucket WHERE account_sid > ?";

    private static final String FRESHNESS = """
            SELECT as_of, (SELECT count(*) FROM stats_dirty WHERE span = 'hour'),
              CASE WHEN sweep_account IS NULL THEN 0 ELSE 1 END
            FROM stats_mark""";

    private static final String MINUTES = """
            SELECT account_sid, kind, minute, counted FROM event_minute
            WHERE minute >= :from AND (:everything OR account_sid IN (<accounts>)) ORDER BY minute, account_sid, kind""";

    private static final String LAST = """
            SELECT account_sid, kind, received_at FROM last_event
            WHERE :everything OR account_sid IN (<accounts>) ORDER BY account_sid, kind""";

    private final Reads reads;

    JdbiRollupReads(Reads reads) {
        this.reads = reads;
    }

    @Override
    public void read(AccountScope scope, StatsSpan span, long from, long until, Visitor visitor) {
        reads.query("read rollups", statements -> {
            for (String account : accounts(statements, scope)) {
                PreparedStatement select = statements.prepare(ROLLUPS);
                statements.bind(select, 1, account);
                statements.bind(select, 2, span.value());
                statements.bind(select, 3, from);
                statements.bind(select, 4, until);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        visitor.visit(new RollupKey(account, span, rows.getLong(1)), rows.getBytes(2));
                    }
                }
            }
            return 0;
        });
    }

    private static List<String> accounts(Statements statements, AccountScope scope) throws SQLException {
        if (!scope.everything()) {
            return scope.accountSids();
        }
        List<String> accounts = new ArrayList<>();
        Optional<String> next = nextAccount(statements, "");
        while (next.isPresent()) {
            accounts.add(next.get());
            next = nextAccount(statements, next.get());
        }
        return accounts;
    }

    private static Optional<String> nextAccount(Statements statements, String account) throws SQLException {
        return statements
                .list(row -> Optional.ofNullable(row.textOrNull()), NEXT_ACCOUNT, account)
                .get(0);
    }

    @Override
    public Freshness freshness() {
        return reads.query(
                "look how fresh the rollups are",
                statements -> statements
                        .list(row -> new Freshness(row.timeOrNull(), row.number(), row.truth()), FRESHNESS)
                        .get(0));
    }

    @Override
    public List<EventMinute> minutes(AccountScope scope, long from) {
        return reads.read(
                "read counts of events",
                handle -> handle.createQuery(MINUTES)
                        .bind("from", from)
                        .bind("everything", scope.everything())
                        .bindList("accounts", listed(scope))
                        .map((rows, context) -> new EventMinute(
                                rows.getString(1), kind(rows.getString(2)), rows.getLong(3), rows.getLong(4)))
                        .list());
    }

    @Override
    public List<LastEvent> lastEvents(AccountScope scope) {
        return reads.read(
                "look for the last event of each kind",
                handle -> handle.createQuery(LAST)
                        .bind("everything", scope.everything())
                        .bindList("accounts", listed(scope))
                        .map((rows, context) -> new LastEvent(
                                rows.getString(1), kind(rows.getString(2)), Instant.ofEpochMilli(rows.getLong(3))))
                        .list());
    }

    /** No account has an empty SID, and a list in SQL needs something in it. */
    private static List<String> listed(AccountScope scope) {
        return scope.accountSids().isEmpty() ? List.of("") : scope.accountSids();
    }

    private static EventKind kind(String value) {
        return EventKind.of(value).orElse(EventKind.UNKNOWN);
    }
}
