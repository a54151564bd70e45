package dev.ringback.storage;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of the vault: what was heard of, copied, verified and deleted. It is no projection of the log, so nothing makes it again but the vault's own
 * sidecars. Safe for use by many threads and nodes. All methods throw {@link StorageUnavailableException} when the database cannot be used now.
 */
public interface VaultLedger {
    /** How the names of notes begin that are positions in the log. */
    String POSITION = "position";

    /**
     * Adds entries that are not there yet; of one that is there nothing is changed.
     *
     * @return how many were added
     */
    int add(Collection<VaultObject> objects);

    /** Finds an entry. */
    Optional<VaultObject> find(String accountSid, VaultKind kind, String sid, String format);

    /** Finds all entries of an object or of what belongs to a parent, such as the media of a message, in the order of kind, SID and format. */
    List<VaultObject> of(String accountSid, String sidOrParent);

    /**
     * Replaces an entry by another state of it, unless it has changed since it was read. It is synced to disk when this returns.
     *
     * @param object with the version that was read
     * @return the entry with its new version; empty if another version is there, or none
     */
    Optional<VaultObject> replace(VaultObject object);

    /** Finds what is to be copied or read now (kinds RECORDING, MEDIA, MEDIA_LIST in HEARD or FAILED whose time has come), the first due first. */
    List<VaultObject> dueForCopy(Instant now, int limit);

    /**
     * Finds content that may be deleted at Twilio: copied by a moment, not deleted there, and with no due time that is still to come. The first copied
     * first.
     */
    List<VaultObject> dueForDeletion(Instant copiedBy, Instant now, int limit);

    /** Finds what is only to be deleted at Twilio (kinds MESSAGE_BODY, MESSAGE, CALL in HEARD) whose time has come, the first due first. */
    List<VaultObject> dueForRules(Instant now, int limit);

    /** Finds copied content that the vault has had since before a moment, the first copied first. */
    List<VaultObject> copiedBefore(Instant moment, int limit);

    /**
     * Returns a page of the entries that match, the last heard of first.
     *
     * @param behind the last entry of the page before; null for the first page
     */
    List<VaultObject> list(VaultFilter filter, @Nullable VaultObject behind, int limit);

    /**
     * Walks over all entries by their keys in the database, however they change meanwhile.
     *
     * @param behind the last entry of the step before; null to begin
     */
    List<VaultObject> walk(@Nullable VaultObject behind, int limit);

    /**
     * Sums up the entries of a scope, for each kind and state that there is. It reads an index of all of them: some 0.2 to 0.5 s for a million, so it is not
     * for each request.
     */
    List<VaultSummary> summary(AccountScope scope);

    /**
     * Returns what was noted under a name; empty for nothing. A name that begins with {@value #POSITION} is of a position in this generation of the
     * log. A migration takes all other notes to the other database; a database that was restored from a backup has these too, which are lost
     * positions there, since its log has another generation.
     */
    Optional<String> note(String name);

    /** Notes something under a name, in the place of what was noted before. */
    void note(String name, String value);

    /** Notes something under a name unless something is noted there, and returns what is noted now. */
    String noteOnce(String name, String value);
}
