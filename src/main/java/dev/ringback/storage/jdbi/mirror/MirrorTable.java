package dev.ringback.storage.jdbi.mirror;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table of the mirror, as far as deleting from it goes. What an event makes stands in rows with the account and the SID that the event is
 * about, and in no others: so deleting by these two takes all that the events about a resource have made.
 *
 * @param name of the table
 * @param sidColumn holds the SID that the event is about
 * @param erasable whether rows of deleted resources stay, marked
 */
public record MirrorTable(String name, String sidColumn, boolean erasable) {
    public static final List<MirrorTable> ALL = Stream.concat(
                    Mirror.tables().stream()
                            .map(table -> new MirrorTable(table.name(), table.sidOfEvents(), table.isErasable())),
                    Stream.of(new MirrorTable(TagTable.INSERT.table(), "sid", false)))
            .toList();

    /** Parameters: account, SID. */
    public String deletion() {
        return "DELETE FROM %s WHERE account_sid = ? AND %s = ?".formatted(name, sidColumn);
    }

    /** Deletes as {@link #deletion} does, but the mark that something was deleted stays. Parameters: account, SID. */
    public String sweeping() {
        return erasable ? deletion() + " AND " + Merge.ERASED + " = 0" : deletion();
    }

    /** Returns a query that finds one row with the table's name where the mirror holds something of {@code :sid}. */
    public String presence() {
        return "SELECT '%1$s' FROM (SELECT 1 FROM %1$s WHERE account_sid = :account AND %2$s = :sid LIMIT 1) AS one"
                .formatted(name, sidColumn);
    }
}
