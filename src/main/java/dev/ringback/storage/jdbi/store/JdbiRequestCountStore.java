package dev.ringback.storage.jdbi.store;

import dev.ringback.model.TimeRange;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.RequestCount;
import dev.ringback.storage.RequestCountStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Table {@code request_count}. */
final class JdbiRequestCountStore implements RequestCountStore {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static final String ADD = """
            INSERT INTO request_count (account_sid, hour, caller, what, counted) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (account_sid, hour, caller, what) DO UPDATE SET counted = request_count.counted + excluded.counted""";

    private static final String SUMS = """
            SELECT account_sid, caller, what, CAST(sum(counted) AS BIGINT) FROM request_count
            WHERE (:everything OR account_sid IN (<accounts>)) AND hour >= :first AND hour < :end
            GROUP BY account_sid, caller, what ORDER BY account_sid, caller, what""";

    private static final String OLDEST = "SELECT hour FROM request_count ORDER BY hour LIMIT 1";

    private static final String DELETE = "DELETE FROM request_count WHERE hour < ?";

    /** One order for all nodes: of two that add at the same moment one waits for the other, and never both. */
    private static final Comparator<RequestCount> ORDER = Comparator.comparing(RequestCount::accountSid)
            .thenComparing(RequestCount::caller)
            .thenComparing(RequestCount::what);

    private final Writer writer;
    private final Reads reads;

    JdbiRequestCountStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public void add(Instant at, Collection<RequestCount> counts) {
        if (counts.isEmpty()) {
            return;
        }
        long hour = Math.floorDiv(at.toEpochMilli(), HOUR);
        List<RequestCount> ordered = counts.stream().sorted(ORDER).toList();
        writer.writeUnsynced("count requests", transaction -> {
            for (RequestCount count : ordered) {
                transaction.execute(ADD, count.accountSid(), hour, count.caller(), count.what(), count.count());
            }
            return ordered.size();
        });
    }

    @Override
    public List<RequestCount> between(AccountScope scope, TimeRange hours) {
        // No account has an empty SID, and a list in SQL needs something in it.
        List<String> accounts = scope.accountSids().isEmpty() ? List.of("") : scope.accountSids();
        Instant from = hours.from();
        Instant until = hours.until();
        return reads.read(
                "sum up the counts of requests",
                handle -> handle.createQuery(SUMS)
                        .bindList("accounts", accounts)
                        .bind("everything", scope.everything())
                        .bind("first", from == null ? Long.MIN_VALUE : Math.floorDiv(from.toEpochMilli(), HOUR))
                        .bind("end", until == null ? Long.MAX_VALUE : -Math.floorDiv(-until.toEpochMilli(), HOUR))
                        .map((rows, context) -> count(new Row(rows)))
                        .list());
    }

    private static RequestCount count(Row row) throws SQLException {
        return new RequestCount(row.text(), row.text(), row.text(), row.number());
    }

    /** Looks before it writes: there is hardly ever something to delete. */
    @Override
    public int deleteBefore(Instant moment) {
        long hour = Math.floorDiv(moment.toEpochMilli(), HOUR);
        Optional<Long> oldest = reads.read(
                "find the oldest count of requests",
                handle -> handle.createQuery(OLDEST).mapTo(Long.class).findFirst());
        if (oldest.isEmpty() || oldest.get() >= hour) {
            return 0;
        }
        return writer.writeUnsynced("delete old counts of requests", transaction -> transaction.execute(DELETE, hour));
    }
}
