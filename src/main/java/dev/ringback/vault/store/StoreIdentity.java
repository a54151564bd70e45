package dev.ringback.vault.store;

import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.VaultLedger;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Proves that a store is the one that the ledger knows: an object in the store and a note of the ledger have the same id. A disk that is not mounted, a folder of
 * another node and the bucket of another Ringback are told by that. Safe for use by many threads and nodes.
 */
public final class StoreIdentity {
    /** The key of the object that has the id. */
    public static final String MARKER = "ringback-vault.json";

    /** The ledger's note that has the id. */
    public static final String NOTE = "store_id";

    /** The note of an id that somebody was about to give to a store: if it is in the store, that one goes on who died meanwhile. */
    private static final String CANDIDATE = "store_candidate";

    private static final String LEASE = "vault store";
    private static final Duration LEASE_TIME = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ObjectStore store;
    private final VaultLedger ledger;
    private final LeaseStore leases;
    private final String holder = UUID.randomUUID().toString();

    public StoreIdentity(ObjectStore store, VaultLedger ledger, LeaseStore leases) {
        this.store = store;
        this.ledger = ledger;
        this.leases = leases;
    }

    /**
     * Says whether the store is the one that the ledger knows.
     *
     * @param sentence says to people why it is not; empty when it is
     */
    public record Outcome(boolean isSame, String sentence) {
        private static final Outcome SAME = new Outcome(true, "");

        private static Outcome foreign(String sentence) {
            return new Outcome(false, sentence);
        }
    }

    /**
     * Looks whether the store is the one that the ledger knows. Where neither knows anything yet, they are made known to each other.
     *
     * @throws IOException when the store cannot be read or written now
     * @throws StorageUnavailableException when the database cannot be used now
     */
    public Outcome check() throws IOException {
        Optional<String> noted = ledger.note(NOTE);
        return noted.isPresent() ? compared(noted.get()) : introduced();
    }

    /**
     * Looks whether the store is the one that the ledger knows, and changes nothing. One in which nothing was ever kept is not.
     *
     * @throws IOException when the store cannot be read now
     * @throws StorageUnavailableException when the database cannot be used now
     */
    public Outcome look() throws IOException {
        Optional<String> noted = ledger.note(NOTE);
        if (noted.isPresent()) {
            return compared(noted.get());
        }
        StoreMarker marker = StoreMarker.read(store);
        return Outcome.foreign(marker == null ? "nothing was ever kept in " + store.description() : usedBefore(marker));
    }

    private Outcome compared(String noted) throws IOException {
        StoreMarker marker = StoreMarker.read(store);
        if (marker == null) {
            return Outcome.foreign(
                    store.description() + " has no " + MARKER
                            + ": either it is another one than before, or its content is not there, as when a disk is not mounted");
        }
        if (marker.id().equals(noted)) {
            return Outcome.SAME;
        }
        return Outcome.foreign(
                marker.id().isEmpty()
                        ? notUnderstood()
                        : store.description() + " belongs to another database: its " + MARKER + " has another id");
    }

    private String notUnderstood() {
        return MARKER + " in " + store.description() + " cannot be understood";
    }

    /** Only one node at a time may do that: with a folder on each node, all would otherwise be taken for the same. */
    private Outcome introduced() throws IOException {
        long began = System.nanoTime();
        while (!leases.take(LEASE, holder, LEASE_TIME)) {
            if (System.nanoTime() - began > PATIENCE.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return Outcome.foreign("another node is about to use " + store.description() + " for the first time");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        try {
            Optional<String> noted = ledger.note(NOTE);
            return noted.isPresent() ? compared(noted.get()) : introducedAlone();
        } finally {
            leases.giveBack(LEASE, holder);
        }
    }

    private Outcome introducedAlone() throws IOException {
        StoreMarker marker = StoreMarker.read(store);
        if (marker == null) {
            marker = new StoreMarker(UUID.randomUUID().toString());
            ledger.note(CANDIDATE, marker.id());
            marker.write(store);
        } else if (!isCandidate(marker)) {
            return Outcome.foreign(usedBefore(marker));
        }
        return compared(ledger.noteOnce(NOTE, marker.id()));
    }

    private String usedBefore(StoreMarker marker) {
        return marker.id().isEmpty()
                ? notUnderstood()
                : store.description() + " was used by another database before, as its " + MARKER
                        + " says: 'vault scan --adopt' takes over what is in it";
    }

    private boolean isCandidate(StoreMarker marker) {
        return ledger.note(CANDIDATE).filter(marker.id()::equals).isPresent();
    }

    /**
     * Makes the store the one that the ledger knows, whatever it was. Whoever calls this has seen to it that no other Ringback uses it.
     *
     * @throws IOException when the store cannot be written now
     */
    public void adopt() throws IOException {
        String id = ledger.note(NOTE).orElseGet(() -> UUID.randomUUID().toString());
        new StoreMarker(id).write(store);
        ledger.noteOnce(NOTE, id);
    }
}
