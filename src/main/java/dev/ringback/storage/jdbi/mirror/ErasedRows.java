package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Entry;
import dev.ringback.model.Erasure;
import dev.ringback.model.Event;
import dev.ringback.model.Resource;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.SQLException;
import java.util.Optional;

/** Tells what of a resource was deleted, and removes what follows from events about one that was. */
public final class ErasedRows {
    private static final String FIND =
            "SELECT CASE WHEN %s THEN 'resource' WHEN %s THEN 'body' ELSE 'none' END FROM %s WHERE account_sid = ? AND sid = ?";

    private ErasedRows() {}

    /** Returns what was deleted of the resource of a SID. It is nothing where the SID names none that can be. */
    public static Erasure of(Transaction transaction, String accountSid, String sid) throws SQLException {
        Optional<Table<Resource>> named = Mirror.tables().stream()
                .filter(table -> table.isErasable() && table.isNamedBy(sid))
                .findFirst();
        if (named.isEmpty()) {
            return Erasure.NONE;
        }
        Table<Resource> table = named.get();
        String redacted = table.isRedactable() ? Merge.REDACTED + " = 1" : "1 = 0";
        return transaction
                .list(
                        row -> row.constant(Erasure.class),
                        FIND.formatted(Merge.ERASED + " = 1", redacted, table.name()),
                        accountSid,
                        sid)
                .stream()
                .findFirst()
                .orElse(Erasure.NONE);
    }

    /**
     * Returns whether an event is about a resource that was deleted, though none of what follows from it was refused for that: nothing of it belongs
     * in the row of the resource. What does is not looked up.
     */
    public static boolean isMetBy(Transaction transaction, Entry entry) throws SQLException {
        Event event = entry.event();
        for (Resource resource : entry.resources()) {
            if (Mirror.tableOf(resource).isNamedBy(event.sid())) {
                return false;
            }
        }
        return of(transaction, event.accountSid(), event.sid()) == Erasure.RESOURCE;
    }

    /** Deletes all rows of a SID but the marks that something was deleted. */
    public static void sweep(Transaction transaction, String accountSid, String sid) throws SQLException {
        for (MirrorTable table : MirrorTable.ALL) {
            transaction.execute(table.sweeping(), accountSid, sid);
        }
    }
}
