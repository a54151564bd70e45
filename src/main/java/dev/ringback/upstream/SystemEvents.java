package dev.ringback.upstream;

import dev.ringback.model.SystemEvent;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.SystemEventStore;
import dev.ringback.storage.SystemEventTrail;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends what has happened between Ringback and Twilio, each change once, by however many nodes and restarts it is found. Safe for use by many
 * threads. All methods throw {@link StorageUnavailableException} when the database cannot be used; then nothing was appended, and the same call can be
 * repeated.
 */
public final class SystemEvents implements CredentialsListener {
    /** Names the label whose changes alone are not told. */
    private static final String STATUS = "status";

    private static final String LEVEL = "level";

    private final SystemEventTrail trail;

    public SystemEvents(SystemEventStore store, Clock clock) {
        this.trail = new SystemEventTrail(store, clock);
    }

    @Override
    public void refused(String accountSid, int status) {
        trail.begin(
                SystemEvent.UPSTREAM_REFUSED,
                accountSid,
                accountSid,
                Map.of(LEVEL, "error", STATUS, String.valueOf(status)),
                "Twilio refuses the credentials of this account with " + status
                        + ". Nothing is asked of Twilio for it for an hour, or until the settings change.");
    }

    @Override
    public void accepted(String accountSid) {
        trail.end(
                SystemEvent.UPSTREAM_REFUSED,
                accountSid,
                "accepted",
                "Twilio takes the credentials of this account again.");
    }

    /**
     * Appends that nobody knows what became of a create.
     *
     * @param id names the create; the same for {@link #createDecided}
     * @param resource what would have been created, as the label {@code resource} spells it, such as {@code message}
     * @param text why, for people; without personal data
     */
    public void createUnknown(String accountSid, String id, String resource, String text) {
        trail.begin(
                SystemEvent.UNKNOWN_CREATE,
                id,
                accountSid,
                Map.of(LEVEL, "error", STATUS, "unknown", "resource", resource),
                text);
    }

    /**
     * Appends what became of a create of which nobody knew. Nothing happens if {@link #createUnknown} did not tell of it.
     *
     * @param sid of what was created; null if nothing was
     * @param text how that was found out, for people
     */
    public void createDecided(String id, @Nullable String sid, String text) {
        trail.end(SystemEvent.UNKNOWN_CREATE, id, sid == null ? "not-created" : "created", sid, text);
    }

    /**
     * Appends that Twilio calls a callback URL of a create of this account itself, though Ringback's was to be there.
     *
     * @param reason in a word
     */
    public void callbackKept(String accountSid, String reason) {
        trail.begin(
                SystemEvent.CALLBACK_KEPT,
                accountSid,
                accountSid,
                Map.of(LEVEL, "warning", STATUS, reason),
                "The callback URL of a create was not adopted (" + reason
                        + "): Twilio calls it itself, and Ringback does not hear of what was created.");
    }

    /**
     * Appends that no callback URL of this account is kept any more. Nothing happens if {@link #callbackKept} did not tell of one.
     *
     * @param text why, for people
     */
    public void noCallbackKept(String accountSid, String text) {
        trail.end(SystemEvent.CALLBACK_KEPT, accountSid, "over", text);
    }

    /** Returns the accounts of which {@link #callbackKept} has told, and {@link #noCallbackKept} has not. */
    public List<String> accountsWithKeptCallbacks() {
        return trail.open(SystemEvent.CALLBACK_KEPT).stream()
                .map(SystemEvent::subject)
                .toList();
    }
}
