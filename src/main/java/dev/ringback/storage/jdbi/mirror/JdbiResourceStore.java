package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.storage.ResourceFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.jdbi.sql.Reads;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads the tables of all resources. */
public final class JdbiResourceStore implements ResourceStore {
    /** A statement takes only so many parameters. */
    private static final int ACCOUNTS_AT_ONCE = 500;

    private final Reads reads;

    public JdbiResourceStore(Reads reads) {
        this.reads = reads;
    }

    @Override
    public <R extends Resource> Optional<R> find(Class<R> kind, String accountSid, String sid) {
        Table<R> table = Mirror.tableOf(kind);
        if (!table.isFoundBySid()) {
            throw new IllegalArgumentException(table.name() + " is found by a filter alone");
        }
        return find(table, accountSid, sid);
    }

    @Override
    public Optional<? extends Resource> find(String accountSid, String sid) {
        return tableOf(sid).flatMap(table -> find(table, accountSid, sid));
    }

    @Override
    public Optional<? extends Resource> find(Collection<String> accountSids, String sid) {
        return tableOf(sid).flatMap(table -> find(table, accountSids, sid));
    }

    private <R extends Resource> Optional<R> find(Table<R> table, Collection<String> accountSids, String sid) {
        List<String> left = List.copyOf(accountSids);
        Optional<R> found = Optional.empty();
        while (found.isEmpty() && !left.isEmpty()) {
            List<String> some = left.subList(0, Math.min(ACCOUNTS_AT_ONCE, left.size()));
            left = left.subList(some.size(), left.size());
            found = reads.query(
                    "find " + table.name() + " " + sid, table.all(some).where("sid", sid)::find);
        }
        return found;
    }

    private static Optional<? extends Table<? extends Resource>> tableOf(String sid) {
        return Mirror.tables().stream().filter(table -> table.isNamedBy(sid)).findFirst();
    }

    private <R extends Resource> Optional<R> find(Table<R> table, String accountSid, String sid) {
        return reads.query("find " + table.name() + " " + sid, statements -> table.find(statements, accountSid, sid));
    }

    @Override
    public <R extends Resource> Optional<R> findAny(String accountSid, ResourceFilter<R> filter) {
        Table<R> table = Mirror.tableOf(filter.kind());
        return reads.query("find any " + table.name(), table.matching(accountSid, filter)::find);
    }

    @Override
    public <R extends Resource> int countUpTo(String accountSid, ResourceFilter<R> filter, int most) {
        Table<R> table = Mirror.tableOf(filter.kind());
        return reads.query(
                "count the table " + table.name(),
                statements -> table.matching(accountSid, filter).countUpTo(statements, most));
    }

    @Override
    public <R extends Resource> Page<R> list(String accountSid, ResourceFilter<R> filter, PageRequest page) {
        Table<R> table = Mirror.tableOf(filter.kind());
        return reads.query(
                "list the table " + table.name(),
                statements -> table.matching(accountSid, filter).page(statements, page));
    }
}
