package dev.ringback.storage.jdbi.store;

import dev.ringback.model.AuditRecord;
import dev.ringback.model.Page;
import dev.ringback.storage.AuditStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Table {@code audit}. */
final class JdbiAuditStore implements AuditStore {
    private static final String OLDEST = "SELECT at FROM audit ORDER BY at LIMIT 1";

    private static final String DELETE =
            "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < ? ORDER BY at LIMIT ?)";

    private final Writer writer;
    private final Reads reads;

    JdbiAuditStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public void add(AuditRecord entry) {
        writer.write("add to the audit", transaction -> AuditTable.insert(transaction, entry));
    }

    @Override
    public Page<AuditRecord> newestFirst(Filter filter, long beforeId, int size) {
        return reads.read("list the audit", handle -> {
            Query query =
                    handle.createQuery(list(filter)).bind("before", beforeId).bind("limit", size + 1);
            if (filter.action() != null) {
                query.bind("action", filter.action());
            }
            Instant from = filter.at().from();
            if (from != null) {
                query.bind("from", from.toEpochMilli());
            }
            Instant until = filter.at().until();
            if (until != null) {
                query.bind("until", until.toEpochMilli());
            }
            List<AuditRecord> found = query.map(new AuditTable()).list();
            return new Page<>(found.subList(0, Math.min(size, found.size())), found.size() > size);
        });
    }

    private static String list(Filter filter) {
        List<String> conditions = new ArrayList<>(List.of("id < :before"));
        if (filter.action() != null) {
            conditions.add("action = :action");
        }
        if (filter.at().from() != null) {
            conditions.add("at >= :from");
        }
        if (filter.at().until() != null) {
            conditions.add("at < :until");
        }
        return "SELECT " + AuditTable.COLUMNS + " FROM audit WHERE " + String.join(" AND ", conditions)
                + " ORDER BY id DESC LIMIT :limit";
    }

    /** Looks before it writes: there is hardly ever something to delete. */
    @Override
    public int deleteBefore(Instant moment, int most) {
        Optional<Instant> oldest = reads.read(
                "find the oldest record of the audit",
                handle -> handle.createQuery(OLDEST)
                        .map((rows, context) -> new Row(rows).time())
                        .findFirst());
        if (oldest.isEmpty() || !oldest.get().isBefore(moment)) {
            return 0;
        }
        return writer.write(
                "delete old records of the audit",
                transaction -> transaction.execute(DELETE, moment.toEpochMilli(), most));
    }
}
