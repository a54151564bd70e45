package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Digest;
import dev.ringback.storage.CarriedStore;
import dev.ringback.storage.Fingerprint;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables of {@link CarriedTable#ALL}, and {@code quarantine_size}, which counts one of them. */
final class JdbiCarriedStore implements CarriedStore {
    private static final int ROWS = 1_000;

    /** So many rows come from the database at once: a request of the quarantine may be large. */
    private static final int FETCHED = 50;

    private static final long MOST_CHARACTERS = 8_000_000;

    private static final String COUNT_QUARANTINE = """
            UPDATE quarantine_size SET
              requests = (SELECT count(*) FROM quarantine), bytes = (SELECT coalesce(sum(bytes), 0) FROM quarantine)""";

    private final Writer writer;
    private final Dialect dialect;

    JdbiCarriedStore(Writer writer, Dialect dialect) {
        this.writer = writer;
        this.dialect = dialect;
    }

    @Override
    public List<String> tables() {
        return CarriedTable.ALL.stream().map(CarriedTable::name).toList();
    }

    private static CarriedTable table(String name) {
        return CarriedTable.ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no carried table: " + name));
    }

    /** In a transaction, without which PostgreSQL's driver would read all rows at once. */
    @Override
    public List<CarriedRow> read(String name, @Nullable CarriedRow after) {
        CarriedTable table = table(name);
        return writer.write("read table " + name, transaction -> {
            PreparedStatement select = transaction.prepare(after == null ? table.selectFirst() : table.selectAfter());
            int parameter = 0;
            for (int i = 0; after != null && i < table.keys(); i++) {
                transaction.bind(select, ++parameter, after.values().get(i));
            }
            select.setInt(++parameter, ROWS);
            select.setFetchSize(FETCHED);
            return some(select);
        });
    }

    private static List<CarriedRow> some(PreparedStatement select) throws SQLException {
        List<CarriedRow> read = new ArrayList<>();
        long characters = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (characters < MOST_CHARACTERS && rows.next()) {
                CarriedRow row = RowValues.read(rows);
                characters += RowValues.size(row);
                read.add(row);
            }
        }
        return read;
    }

    @Override
    public void clear() {
        writer.write("make room for what is copied", transaction -> {
            for (CarriedTable table : CarriedTable.ALL) {
                transaction.execute(dialect.emptying(table.name()));
            }
            return transaction.execute(COUNT_QUARANTINE);
        });
    }

    @Override
    public void put(String name, List<CarriedRow> rows) {
        CarriedTable table = table(name);
        writer.write("take over " + rows.size() + " rows of table " + name, transaction -> {
            transaction.executeEach(table.insert(dialect), table.inserted(), rows);
            return rows.size();
        });
    }

    @Override
    public Map<String, Long> lastIds() {
        return writer.write("read which ids were given", this::lastIds);
    }

    private Map<String, Long> lastIds(Transaction transaction) throws SQLException {
        Map<String, Long> last = new TreeMap<>();
        for (CarriedTable table : CarriedTable.ALL) {
            if (table.numbered()) {
                last.put(table.name(), dialect.lastId(transaction, table.name()));
            }
        }
        return last;
    }

    @Override
    public void complete(Map<String, Long> lastIds) {
        writer.write("end the copying", transaction -> {
            for (Map.Entry<String, Long> last : lastIds.entrySet()) {
                dialect.countOnAfter(transaction, table(last.getKey()).name(), last.getValue());
            }
            return transaction.execute(COUNT_QUARANTINE);
        });
    }

    @Override
    public SortedMap<String, Fingerprint> fingerprints() {
        return writer.write("compare what was copied", transaction -> {
            SortedMap<String, Fingerprint> tables = new TreeMap<>();
            Map<String, Long> lastIds = lastIds(transaction);
            for (CarriedTable table : CarriedTable.ALL) {
                String last = "last id " + lastIds.getOrDefault(table.name(), 0L);
                tables.put(
                        table.name(),
                        new TableDigest(transaction)
                                .add(table.selectAll())
                                .add(Digest.builder().text(last).build())
                                .build());
            }
            return tables;
        });
    }
}
