package dev.ringback.vault;

import dev.ringback.model.SystemEvent;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.SystemEventStore;
import dev.ringback.storage.SystemEventTrail;
import java.time.Clock;
import java.util.Map;

/**
 * Tells people what goes wrong with the vault, each trouble once, and when it is over. Safe for use by many threads. All methods throw
 * {@link StorageUnavailableException} when the database cannot be used; the same call can be repeated.
 */
public final class VaultAlerts {
    private static final String STORE = "store";
    private static final String LEVEL = "level";
    private static final String STATUS = "status";

    private final SystemEventTrail trail;

    public VaultAlerts(SystemEventStore store, Clock clock) {
        this.trail = new SystemEventTrail(store, clock);
    }

    /** Tells that an object could not be copied in several attempts. */
    public void copyFailed(VaultObject object, String reason) {
        trail.begin(
                SystemEvent.VAULT_COPY,
                subject(object),
                object.accountSid(),
                Map.of(LEVEL, "warning", STATUS, reason, "sid", object.sid(), "resource", resource(object)),
                "The vault could not copy " + object.sid() + ": " + object.failure());
    }

    /** Tells that an object was copied after all, or that nothing is to be copied any more. */
    public void copyEnded(VaultObject object, String status) {
        trail.end(SystemEvent.VAULT_COPY, subject(object), status, "The vault is done with " + object.sid() + ".");
    }

    /** Tells that the vault's own copy is lost or changed. */
    public void damaged(VaultObject object, String status) {
        trail.begin(
                SystemEvent.VAULT_DAMAGED,
                subject(object),
                object.accountSid(),
                Map.of(LEVEL, "error", STATUS, status, "sid", object.sid(), "resource", resource(object)),
                "The vault's copy of " + object.sid() + " is " + status + ": " + object.key());
    }

    /** Tells that the vault has a whole copy again. */
    public void whole(VaultObject object) {
        trail.end(
                SystemEvent.VAULT_DAMAGED,
                subject(object),
                "whole",
                "The vault's copy of " + object.sid() + " is whole.");
    }

    /**
     * Tells that nothing can be kept or read at the moment.
     *
     * @param status in a word
     * @param text why, in a sentence without secrets
     */
    public void storeFails(String status, String text) {
        trail.begin(SystemEvent.VAULT_STORE, STORE, null, Map.of(LEVEL, "error", STATUS, status), text);
    }

    /** Tells that the store works again. */
    public void storeWorks() {
        trail.end(SystemEvent.VAULT_STORE, STORE, "works", "The vault's store works.");
    }

    /** Tells that the disk of the vault runs low, before it is full. */
    public void spaceLow(String text) {
        trail.begin(SystemEvent.VAULT_SPACE, STORE, null, Map.of(LEVEL, "warning", STATUS, "low"), text);
    }

    /** Tells that the vault has space again. */
    public void spaceEnough() {
        trail.end(SystemEvent.VAULT_SPACE, STORE, "enough", "The vault's disk has space again.");
    }

    private static String resource(VaultObject object) {
        return object.kind() == VaultKind.RECORDING ? "recording" : "media";
    }

    private static String subject(VaultObject object) {
        return object.accountSid() + ' ' + object.sid() + ' ' + object.format();
    }
}
