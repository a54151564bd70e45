package dev.ringback.storage.jdbi.postgres;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import dev.ringback.model.Resource;
import dev.ringback.storage.ProjectionStore.Replayed;
import dev.ringback.storage.jdbi.mirror.Mirror;
import dev.ringback.storage.jdbi.mirror.Table;
import dev.ringback.storage.jdbi.mirror.TagTable;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes what follows from the events of a batch into PostgreSQL: their resources, their tags and their references. Takes the tables always
 * in the same order, and the rows of each sorted by their keys, as {@link PostgresLog} promises. Safe for use by many threads.
 */
final class PostgresProjection {
    private static final PostgresBulkInsert<Reference> REFER = new PostgresBulkInsert<>(new Insert<>(
            "event_reference",
            List.of(
                    new Column<>("account_sid", Reference::accountSid),
                    new Column<>("sid", Reference::sid),
                    new Column<>("event_id", Reference::eventId)),
            "ON CONFLICT (account_sid, sid, event_id) DO NOTHING"));

    private static final PostgresBulkInsert<TagTable.Tag> TAG = new PostgresBulkInsert<>(TagTable.INSERT);

    private final Map<Table<Resource>, Merges> merges = new HashMap<>();

    PostgresProjection() {
        Mirror.tables().forEach(table -> merges.put(table, new Merges(table)));
    }

    /** The two ways of merging into a table. */
    private record Merges(
            Table<Resource> table, PostgresBulkInsert<Resource> callbacks, PostgresBulkInsert<Resource> answers) {
        Merges(Table<Resource> table) {
            this(table, new PostgresBulkInsert<>(table.upsert()), new PostgresBulkInsert<>(table.upsertAnswers()));
        }

        /** One statement has to do for all, which takes the rows in the order of their keys. */
        PostgresBulkInsert<Resource> of(List<Resource> resources) {
            return resources.stream().anyMatch(table::isAnswer) ? answers : callbacks;
        }
    }

    private record Reference(String accountSid, String sid, long eventId) {
        String key() {
            return accountSid + '\0' + sid + '\0' + eventId;
        }
    }

    /**
     * Writes what follows from these events.
     *
     * @return what rows did not take all of, because they were deleted, or their text was; by identity
     */
    @SuppressWarnings("UnusedReturnValue")
    Set<Resource> put(Transaction transaction, List<Replayed> replayed) throws SQLException {
        Set<Resource> refused = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Table<Resource>, List<Resource>> resources = replayed.stream()
                .flatMap(event -> event.entry().resources().stream())
                .collect(groupingBy(Mirror::tableOf));
        for (Table<Resource> table : Mirror.tables()) {
            merge(transaction, table, resources.getOrDefault(table, List.of()), refused);
        }
        TAG.run(
                transaction,
                replayed.stream()
                        .flatMap(event -> TagTable.tags(event.entry()))
                        .sorted(Comparator.comparing(TagTable.Tag::key))
                        .toList());
        REFER.run(
                transaction,
                replayed.stream()
                        .flatMap(PostgresProjection::references)
                        .sorted(Comparator.comparing(Reference::key))
                        .toList());
        return refused;
    }

    /**
     * A statement may touch each row once. So of what several events say of one resource the first goes with the first statement, the
     * second with the next, and so on: the first has locked all rows, in their order.
     */
    private void merge(Transaction transaction, Table<Resource> table, List<Resource> resources, Set<Resource> refused)
            throws SQLException {
        PostgresBulkInsert<Resource> merge = requireNonNull(merges.get(table)).of(resources);
        Map<String, List<Resource>> left = new TreeMap<>(resources.stream().collect(groupingBy(table::key)));
        for (int round = 0; !left.isEmpty(); round++) {
            int turn = round;
            left.values().removeIf(ofOneRow -> ofOneRow.size() <= turn);
            List<Resource> each =
                    left.values().stream().map(ofOneRow -> ofOneRow.get(turn)).toList();
            if (merge.run(transaction, each) < each.size()) {
                mergeAgain(transaction, table, each, refused);
            }
        }
    }

    /** Some rows did not take what came. What the others took they take again without harm, which tells them apart. */
    private static void mergeAgain(
            Transaction transaction, Table<Resource> table, List<Resource> resources, Set<Resource> refused)
            throws SQLException {
        for (Resource resource : resources) {
            if (!table.merge(transaction, resource)) {
                refused.add(resource);
            }
        }
    }

    private static Stream<Reference> references(Replayed replayed) {
        String accountSid = replayed.entry().event().accountSid();
        return replayed.entry().references().stream().map(sid -> new Reference(accountSid, sid, replayed.eventId()));
    }
}
