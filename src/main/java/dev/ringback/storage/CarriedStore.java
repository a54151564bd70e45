package dev.ringback.storage;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the tables that do not follow from the log, row by row, for another database to take over: the quarantine, silences, open
 * groups of alerts, the mark up to which the log was forwarded, deliveries with their attempts, and the ledger of the vault. Used by one thread, while nobody else uses the database.
 */
public interface CarriedStore {

    /** The names of the tables, in the order in which they are copied. */
    List<String> tables();

    /**
     * Rows of a table in the order of its key.
     *
     * @param after the row to continue after, null to begin
     * @return at most a thousand rows, and fewer where they are large, but none only at the end of the table
     */
    List<CarriedRow> read(String table, @Nullable CarriedRow after);

    /** Deletes all rows of these tables, in one transaction. */
    void clear();

    /**
     * Adds rows as another database has them, in one transaction. They keep their ids.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing was stored
     */
    void put(String table, List<CarriedRow> rows);

    /** The last id that was given in each table whose ids are never given twice; 0 for none. */
    Map<String, Long> lastIds();

    /** Ends the copying: no id of a table up to the given one will be given, and what is counted apart is counted anew. */
    void complete(Map<String, Long> lastIds);

    /** Equal in two databases when and only when their rows and last ids are the same; by table. */
    SortedMap<String, Fingerprint> fingerprints();

    /** A row of a table: its columns in their order, each a {@link Long}, a {@link String}, a {@code byte[]} or null. The key comes first. */
    record CarriedRow(List<@Nullable Object> values) {}
}
