package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Generation;
import dev.ringback.storage.GenerationStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.sql.Writer;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Table {@code generation}, which has one row. */
final class JdbiGenerationStore implements GenerationStore {
    private static final String READ = "SELECT value FROM generation";
    private static final String WRITE = """
            INSERT INTO generation (id, value) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value""";

    private final Writer writer;
    private final Reads reads;

    JdbiGenerationStore(Writer writer, Reads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public Generation current() {
        return reads.read("read the generation", JdbiGenerationStore::read);
    }

    static Generation read(Handle handle) {
        return handle.createQuery(READ)
                .mapTo(String.class)
                .findOne()
                .map(Generation::new)
                .orElseThrow(JdbiGenerationStore::lost);
    }

    /** Reads it in the transaction of who writes. */
    static Generation read(Transaction transaction) throws SQLException {
        return transaction.first(Row::text, READ).map(Generation::new).orElseThrow(JdbiGenerationStore::lost);
    }

    private static StorageException lost() {
        return new StorageException("the database has lost its generation: run 'ringback generation --new'");
    }

    @Override
    public Generation renew() {
        return writer.write("write a new generation", JdbiGenerationStore::renew);
    }

    /** Writes a new one in a transaction that makes the log another one. Whoever is signed in has to sign in again. */
    static Generation renew(Transaction transaction) throws SQLException {
        Generation fresh = Generation.random();
        transaction.execute(WRITE, fresh.value());
        transaction.execute(JdbiSessionStore.DELETE_ALL);
        return fresh;
    }
}
