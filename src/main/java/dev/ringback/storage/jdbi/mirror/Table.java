package dev.ringback.storage.jdbi.mirror;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Resource;
import dev.ringback.storage.ResourceFilter;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.PackedQuery;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The table of one kind of resource: its columns, how they merge and are read back, and how its rows are found. Immutable.
 *
 * @param <R> the kind of resource
 */
public final class Table<R extends Resource> implements Statements.Reading<R> {
    private final Class<R> kind;
    private final Merge<R, ?> merge;
    private final Statements.Reading<R> reader;
    private final Finding<R> finding;
    private final Set<String> sidPrefixes;
    private final Insert<R> upsert;
    private final Insert<R> upsertAnswers;
    private final String upsertOne;
    private final String upsertAnswer;
    private final @Nullable String updateInPlace;
    private final String columns;
    private final PackedQuery selectOne;

    /** Finds rows by a filter of their kind. */
    private interface Finding<R extends Resource> {
        Listing<R> matching(Listing<R> all, ResourceFilter<R> filter);
    }

    /** Limits the rows of an account to those that match a filter. */
    @FunctionalInterface
    interface Matching<R extends Resource, F extends ResourceFilter<R>> {
        Listing<R> matching(Listing<R> all, F filter);
    }

    /**
     * Describes a table.
     *
     * @param filter the class of filters that its lists have
     * @param sidPrefixes with which SIDs begin that find a row without anything else; none for what is found within another resource alone
     */
    static <R extends Resource, B, F extends ResourceFilter<R>> Table<R> of(
            Class<R> kind,
            Supplier<B> newBuilder,
            Function<B, R> build,
            Merge<R, B> merge,
            Class<F> filter,
            Matching<R, F> matching,
            String... sidPrefixes) {
        return new Table<>(
                kind,
                merge,
                row -> {
                    B builder = newBuilder.get();
                    merge.read(row, builder);
                    return build.apply(builder);
                },
                (all, wanted) -> matching.matching(all, filter.cast(wanted)),
                Set.of(sidPrefixes));
    }

    private Table(
            Class<R> kind,
            Merge<R, ?> merge,
            Statements.Reading<R> reader,
            Finding<R> finding,
            Set<String> sidPrefixes) {
        this.kind = kind;
        this.merge = merge;
        this.reader = reader;
        this.finding = finding;
        this.sidPrefixes = sidPrefixes;
        this.upsert = merge.upsert();
        this.upsertOne = upsert.sql();
        this.upsertAnswers = merge.upsertAnswers();
        this.upsertAnswer = upsertAnswers.sql();
        this.updateInPlace = merge.updateInPlace();
        this.columns = merge.columns().stream().map(Column::name).collect(joining(", "));
        String shown = merge.shown() == null ? "" : " AND " + merge.shown();
        this.selectOne = new PackedQuery(columns, "FROM " + name() + " WHERE account_sid = ? AND sid = ?" + shown);
    }

    Class<R> kind() {
        return kind;
    }

    String name() {
        return merge.table();
    }

    /** Whether a SID alone may name one of its rows. */
    boolean isNamedBy(String sid) {
        return sidPrefixes.stream().anyMatch(sid::startsWith);
    }

    /** Whether rows are found by their SID alone. */
    boolean isFoundBySid() {
        return !sidPrefixes.isEmpty();
    }

    /** The column with the SID of the resource that the events are filed under. */
    String sidOfEvents() {
        return merge.keys().get(1);
    }

    /** The row of an account's resource; empty where there is none. */
    Optional<R> find(Statements statements, String accountSid, String sid) throws SQLException {
        return statements.firstPacked(reader, selectOne, accountSid, sid);
    }

    /** The rows of an account; null means any. */
    Listing<R> all(@Nullable String accountSid) {
        List<String> keys = merge.keys();
        return new Listing<>(name(), columns, this, keys.get(keys.size() - 1), accountSid).shown(merge.shown());
    }

    /** The rows of several accounts, to find one of them: no page can be read of it. */
    Listing<R> all(List<String> accountSids) {
        return all((String) null).whereIn("account_sid", accountSids);
    }

    /** The rows of an account that match a filter. */
    Listing<R> matching(String accountSid, ResourceFilter<R> filter) {
        return finding.matching(all(accountSid), filter);
    }

    /** Whether deleted rows are kept, to stay deleted. */
    boolean isErasable() {
        return merge.isErasable();
    }

    /** Whether a text of its rows can be redacted. */
    boolean isRedactable() {
        return merge.isRedactable();
    }

    /**
     * Merges what callbacks say of many rows at once, each of another row. A row is passed over where it was deleted, and where its text was redacted
     * and one comes.
     */
    public Insert<R> upsert() {
        return upsert;
    }

    /** Merges as {@link #upsert} does, whatever says it. */
    public Insert<R> upsertAnswers() {
        return upsertAnswers;
    }

    /** Whether it takes {@link #upsertAnswers} to merge a resource. */
    public boolean isAnswer(R resource) {
        return merge.isAnswer(resource);
    }

    /** Returns the key that identifies the row of a resource: it sorts, and differs from the key of every other row. */
    public String key(R resource) {
        return merge.key(resource);
    }

    /**
     * Merges what an event says into the row it speaks of.
     *
     * @return false where the row was deleted, and stays as it is; or where its text was redacted, and the event brings one, which is left out
     */
    public boolean merge(Transaction transaction, R resource) throws SQLException {
        return execute(transaction, resource) || leftOut(transaction, resource);
    }

    /** Merges as {@link #merge} does, but first tries an update that spares the indexes of steady columns, as SQLite knows them. */
    public boolean mergeInPlace(Transaction transaction, R resource) throws SQLException {
        boolean updated = updateInPlace != null
                && !isAnswer(resource)
                && transaction.execute(updateInPlace, upsert.columns(), resource) > 0;
        return updated || merge(transaction, resource);
    }

    private boolean execute(Transaction transaction, R resource) throws SQLException {
        Insert<R> insert = isAnswer(resource) ? upsertAnswers : upsert;
        return transaction.execute(isAnswer(resource) ? upsertAnswer : upsertOne, insert.columns(), resource) > 0;
    }

    /** Merges what a redacted row has refused, without its text. */
    @SuppressWarnings("unchecked") // the same kind of resource
    private boolean leftOut(Transaction transaction, R resource) throws SQLException {
        if (resource instanceof Message message && message.body() != null) {
            execute(transaction, (R) MessageBuilder.builder(message).body(null).build());
        }
        return false;
    }

    @Override
    public R read(Row row) throws SQLException {
        return reader.read(row);
    }
}
