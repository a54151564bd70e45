package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.SubjectLog.Subject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Goes through the tables of resources in the end, and deletes rows that no event stands behind. */
final class LeftoverPass {
    private final SubjectLog subjects;

    LeftoverPass(SubjectLog subjects) {
        this.subjects = subjects;
    }

    /** Whether a phase is this pass over one of the tables. */
    static boolean isTable(String phase) {
        return MirrorTable.ALL.stream().anyMatch(table -> table.name().equals(phase));
    }

    /** Returns the table that is gone through first, which names the phase. */
    static String first() {
        return MirrorTable.ALL.get(0).name();
    }

    /** Returns the table behind another one; empty behind the last. */
    static List<String> behind(String table) {
        int index = index(table) + 1;
        return MirrorTable.ALL.stream()
                .map(MirrorTable::name)
                .skip(index)
                .limit(1)
                .toList();
    }

    /** Returns which share of the tables comes before one. */
    static double share(String table) {
        return (double) index(table) / MirrorTable.ALL.size();
    }

    private static int index(String table) {
        return IntStream.range(0, MirrorTable.ALL.size())
                .filter(i -> MirrorTable.ALL.get(i).name().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** Holds the work of a step: the subjects whose rows stand behind a place, and those of them without events. */
    record Batch(List<Subject> found, Set<Subject> empty) {}

    /** Looks at the next subjects of a table. */
    Batch read(Statements statements, String table, Subject after, int budget) throws SQLException {
        MirrorTable rows = MirrorTable.ALL.get(index(table));
        List<Subject> found = statements.list(
                row -> new Subject(row.text(), row.text()),
                """
                SELECT DISTINCT account_sid, %1$s FROM %2$s WHERE (account_sid, %1$s) > (?, ?)
                ORDER BY account_sid, %1$s LIMIT ?""".formatted(rows.sidColumn(), rows.name()),
                after.accountSid(),
                after.sid(),
                budget);
        return new Batch(found, withoutEvents(statements, found));
    }

    private Set<Subject> withoutEvents(Statements statements, List<Subject> found) throws SQLException {
        Map<Subject, SubjectLog.Mark> marks = subjects.marks(statements, found);
        return Set.copyOf(
                found.stream().filter(subject -> !marks.containsKey(subject)).toList());
    }

    /** Deletes the rows of those that still have no event. The log is taken. */
    void put(Transaction transaction, Batch batch) throws SQLException {
        if (!batch.empty().isEmpty()) {
            subjects.deleteRows(transaction, withoutEvents(transaction, List.copyOf(batch.empty())));
        }
    }
}
