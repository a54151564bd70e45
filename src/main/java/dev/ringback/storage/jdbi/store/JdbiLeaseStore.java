package dev.ringback.storage.jdbi.store;

import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Writer;
import java.time.Duration;

/** Table {@code lease}. */
final class JdbiLeaseStore implements LeaseStore {
    private static final String GIVE_BACK = "DELETE FROM lease WHERE name = ? AND holder = ?";
    private static final String DELETE_ALL = "DELETE FROM lease";

    private final Writer writer;
    private final String take;

    JdbiLeaseStore(Writer writer, Dialect dialect) {
        this.writer = writer;
        this.take = """
                INSERT INTO lease (name, holder, expires_at) VALUES (?, ?, %1$s + ?)
                ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
                WHERE lease.holder = excluded.holder OR lease.expires_at <= %1$s""".formatted(dialect.now());
    }

    @Override
    public boolean take(String name, String holder, Duration duration) {
        return writer.write(
                "take the lease of " + name,
                transaction -> transaction.execute(take, name, holder, duration.toMillis()) > 0);
    }

    @Override
    public void giveBack(String name, String holder) {
        writer.write(
                "give the lease of " + name + " back", transaction -> transaction.execute(GIVE_BACK, name, holder));
    }

    /**
     * Deletes all leases, whoever holds them. For whoever knows that every holder has died.
     *
     * @throws StorageUnavailableException when the database cannot be written now; then they expire
     */
    void deleteAll() {
        writer.write("delete the leases of a process that has died", transaction -> transaction.execute(DELETE_ALL));
    }
}
