package dev.ringback.upstream;

import dev.ringback.model.SystemEvent;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.SystemEventStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends what Ringback itself has to tell, each change once, by however many nodes and restarts it is found. Safe for use by many threads.
 * All methods throw {@link StorageUnavailableException} when the database cannot be used; then nothing was appended, and the same call can be
 * repeated.
 */
public final class SystemEvents implements CredentialsListener {
    /** Names the label whose changes alone are not told. */
    private static final String STATUS = "status";

    private static final String LEVEL = "level";

    private final SystemEventStore store;
    private final Clock clock;

    public SystemEvents(SystemEventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Returns the last event about each subject of a kind that is not resolved. */
    public List<SystemEvent> open(String kind) {
        return store.latest(kind).stream().filter(event -> !event.resolved()).toList();
    }

    /**
     * Appends that something has begun. Nothing happens where it has begun before, and its labels say the same, but for {@code status}.
     *
     * @param accountSid null where it is about no account
     */
    public void begin(
            String kind, String subject, @Nullable String accountSid, Map<String, String> labels, String text) {
        Optional<SystemEvent> last = store.latest(kind, subject);
        SystemEvent next = new SystemEvent(
                0, key(kind, subject, last), kind, accountSid, subject, clock.instant(), labels, text, false);
        boolean isKnown = last.isPresent()
                && !last.get().resolved()
                && withoutStatus(last.get()).equals(withoutStatus(next));
        if (!isKnown) {
            store.append(next);
        }
    }

    /** Appends that something is over. Nothing happens where it has not begun, or is over already. */
    public void end(String kind, String subject, String status, String text) {
        end(kind, subject, status, null, text);
    }

    private void end(String kind, String subject, String status, @Nullable String sid, String text) {
        Optional<SystemEvent> last = store.latest(kind, subject).filter(event -> !event.resolved());
        if (last.isEmpty()) {
            return;
        }
        Map<String, String> labels = new HashMap<>(last.get().labels());
        labels.put(STATUS, status);
        if (sid != null) {
            labels.put("sid", sid);
        }
        store.append(new SystemEvent(
                0,
                key(kind, subject, last),
                kind,
                last.get().accountSid(),
                subject,
                clock.instant(),
                labels,
                text,
                true));
    }

    /** The same for two nodes that find the same change: the first of them tells it. */
    private static String key(String kind, String subject, Optional<SystemEvent> last) {
        return kind + ' ' + subject + " after " + last.map(SystemEvent::id).orElse(0L);
    }

    private static Map<String, String> withoutStatus(SystemEvent event) {
        Map<String, String> labels = new HashMap<>(event.labels());
        labels.remove(STATUS);
        return labels;
    }

    @Override
    public void refused(String accountSid, int status) {
        begin(
                SystemEvent.UPSTREAM_REFUSED,
                accountSid,
                accountSid,
                Map.of(LEVEL, "error", STATUS, String.valueOf(status)),
                "Twilio refuses the credentials of this account with " + status
                        + ". Nothing is asked of Twilio for it for an hour, or until the settings change.");
    }

    @Override
    public void accepted(String accountSid) {
        end(
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
        begin(
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
        end(SystemEvent.UNKNOWN_CREATE, id, sid == null ? "not-created" : "created", sid, text);
    }

    /**
     * Appends that Twilio calls a callback URL of a create of this account itself, though Ringback's was to be there.
     *
     * @param reason in a word
     */
    public void callbackKept(String accountSid, String reason) {
        begin(
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
        end(SystemEvent.CALLBACK_KEPT, accountSid, "over", text);
    }

    /** Returns the accounts of which {@link #callbackKept} has told, and {@link #noCallbackKept} has not. */
    public List<String> accountsWithKeptCallbacks() {
        return open(SystemEvent.CALLBACK_KEPT).stream()
                .map(SystemEvent::subject)
                .toList();
    }
}
