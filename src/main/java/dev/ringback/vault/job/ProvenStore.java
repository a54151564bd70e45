package dev.ringback.vault.job;

import dev.ringback.jobs.JobFailedException;
import dev.ringback.storage.Database;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.StoreIdentity;
import dev.ringback.vault.store.StoreIdentity.Outcome;
import java.io.IOException;

/** The store of a job, which looks whether it is the one that the ledger knows whenever that matters. Safe for use by many threads. */
final class ProvenStore implements AutoCloseable {
    private final ObjectStore store;
    private final StoreIdentity identity;

    ProvenStore(ObjectStore store, Database database) {
        this.store = store;
        this.identity = new StoreIdentity(store, database.vault(), database.leases());
    }

    ObjectStore store() {
        return store;
    }

    /** @throws IOException when the store is another one, or cannot be read now */
    void prove() throws IOException {
        Outcome outcome = identity.look();
        if (!outcome.isSame()) {
            throw new IOException(outcome.sentence());
        }
    }

    /** Ends the job when the store is another one, or cannot be read now. */
    void proveOrFail() {
        try {
            prove();
        } catch (IOException useless) {
            throw failure(useless);
        }
    }

    /**
     * Looks whether the store is the one that the ledger knows.
     *
     * @throws JobFailedException when the store cannot be read now
     */
    Outcome look() {
        try {
            return identity.look();
        } catch (IOException unreadable) {
            throw failure(unreadable);
        }
    }

    /** Makes it the one that the ledger knows. */
    void adopt() {
        try {
            identity.adopt();
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    static JobFailedException failure(IOException why) {
        return new JobFailedException(String.valueOf(why.getMessage()), why);
    }

    @Override
    public void close() {
        store.close();
    }
}
