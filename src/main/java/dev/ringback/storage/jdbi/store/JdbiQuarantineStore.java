package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Page;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.model.RefusedRequest;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.QuarantineLimits;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Tables {@code quarantine} and {@code quarantine_size}. */
final class JdbiQuarantineStore implements QuarantineStore {
    /** The inner query adds up sizes without touching a body; only what fits on the page is then read whole. */
    private static final String PAGE = """
            WITH page (id, bytes_before) AS (
              SELECT id, SUM(bytes) OVER (ORDER BY id %2$s) - bytes FROM (
                SELECT id, bytes FROM quarantine
                WHERE id %1$s :from AND (:everything OR account_sid IN (<accounts>))
                ORDER BY id %2$s LIMIT :limit) AS sized)
            SELECT %3$s FROM page JOIN quarantine ON quarantine.id = page.id
            WHERE page.bytes_before < :bytes ORDER BY quarantine.id %2$s""";

    private static final String MORE = """
            SELECT EXISTS (SELECT 1 FROM quarantine
            WHERE id %s :from AND (:everything OR account_sid IN (<accounts>)))""";

    private static final String IS_KNOWN = "SELECT DISTINCT account_sid, known FROM quarantine";

    private static final String SET_KNOWN = "UPDATE quarantine SET known = ? WHERE account_sid = ? AND known <> ?";

    private final Writer writer;
    private final Reads reads;

    JdbiQuarantineStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public Kept keep(List<RefusedRequest> requests, QuarantineLimits limits) {
        return writer.write("quarantine " + requests.size() + " requests", transaction -> {
            QuarantineRoom room = new QuarantineRoom(transaction);
            int added = 0;
            for (RefusedRequest request : requests) {
                if (QuarantineTable.insert(transaction, request)) {
                    room.added(request.bytes());
                    added++;
                }
            }
            LetGo letGo = room.makeRoom(limits, Integer.MAX_VALUE);
            room.close();
            return new Kept(added, letGo);
        });
    }

    @Override
    public LetGo trim(QuarantineLimits limits, Instant now, int most) {
        return writer.write("trim the quarantine", transaction -> {
            QuarantineRoom room = new QuarantineRoom(transaction);
            int byAge = room.removeOld(now.minus(limits.age()), most);
            LetGo letGo = room.makeRoom(limits, most - byAge);
            room.close();
            return new LetGo(letGo.byRequests(), letGo.byBytes(), byAge);
        });
    }

    @Override
    public void recognise(Collection<String> accountSids) {
        Set<String> known = Set.copyOf(accountSids);
        List<Standing> wrong = reads.read(
                "read the accounts of the quarantine",
                handle -> handle.createQuery(IS_KNOWN)
                        .map((rows, context) -> {
                            Row row = new Row(rows);
                            return new Standing(row.text(), row.truth());
                        })
                        .filter(standing -> standing.known() != known.contains(standing.accountSid()))
                        .list());
        if (wrong.isEmpty()) {
            return;
        }
        writer.write("note the accounts of the quarantine", transaction -> {
            for (Standing standing : wrong) {
                setKnown(transaction, standing.accountSid(), standing.known() ? 0 : 1);
            }
            return wrong.size();
        });
    }

    private record Standing(String accountSid, boolean known) {}

    private static void setKnown(Transaction transaction, String accountSid, int known) throws SQLException {
        PreparedStatement statement = transaction.prepare(SET_KNOWN);
        statement.setInt(1, known);
        statement.setString(2, accountSid);
        statement.setInt(3, known);
        statement.executeUpdate();
    }

    @Override
    public Page<QuarantinedRequest> newestFirst(AccountScope scope, long beforeId, int size) {
        return page(scope, "<", "DESC", beforeId, size);
    }

    @Override
    public Page<QuarantinedRequest> oldestFirst(AccountScope scope, long afterId, int size) {
        return page(scope, ">", "ASC", afterId, size);
    }

    private Page<QuarantinedRequest> page(AccountScope scope, String beyond, String direction, long from, int size) {
        // No account has an empty SID, and a list in SQL needs something in it.
        List<String> accounts = scope.accountSids().isEmpty() ? List.of("") : scope.accountSids();
        return reads.read("list the quarantine", handle -> {
            List<QuarantinedRequest> page = handle.createQuery(
                            PAGE.formatted(beyond, direction, QuarantineTable.COLUMNS))
                    .bindList("accounts", accounts)
                    .bind("everything", scope.everything())
                    .bind("from", from)
                    .bind("limit", size)
                    .bind("bytes", PAGE_BYTES)
                    .map(new QuarantineTable())
                    .list();
            boolean more = !page.isEmpty()
                    && handle.createQuery(MORE.formatted(beyond))
                            .bindList("accounts", accounts)
                            .bind("everything", scope.everything())
                            .bind("from", page.get(page.size() - 1).id())
                            .mapTo(Boolean.class)
                            .one();
            return new Page<>(page, more);
        });
    }

    @Override
    public void remove(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        writer.write("remove " + ids.size() + " requests from the quarantine", transaction -> {
            QuarantineRoom room = new QuarantineRoom(transaction);
            for (long id : ids) {
                room.remove(id);
            }
            room.close();
            return ids.size();
        });
    }

    @Override
    public Size size() {
        return reads.read(
                "read the size of the quarantine",
                handle -> handle.createQuery(QuarantineRoom.SIZE)
                        .map((rows, context) -> new Size(rows.getLong(1), rows.getLong(2)))
                        .one());
    }
}
