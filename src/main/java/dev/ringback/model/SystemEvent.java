package dev.ringback.model;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells something that no webhook of Twilio tells: what Ringback has met while it called Twilio, or read on Twilio's status page. Such events
 * are about subjects, each of which begins, may change, and is resolved.
 *
 * @param id a later one is higher; 0 before it is stored
 * @param key the same for a repetition, which is not stored again
 * @param kind such as {@link #STATUS_PAGE}; rules see it as the label {@code kind}
 * @param accountSid null where it is about no account
 * @param subject what it is about, within its kind
 * @param at in whole milliseconds
 * @param labels that rules can match on, by the names that rules use, beside kind and account; values longer than {@value #MAX_LABEL} are cut
 * @param text for people, in one sentence or two; cut after {@value #MAX_TEXT} characters
 * @param resolved whether it is over
 */
public record SystemEvent(
        long id,
        String key,
        String kind,
        @Nullable String accountSid,
        String subject,
        Instant at,
        Map<String, String> labels,
        String text,
        boolean resolved) {
    /** An incident or a degraded component on Twilio's status page. */
    public static final String STATUS_PAGE = "twilio-status";

    /** Twilio refuses the credentials of an account; resolved when they work again. */
    public static final String UPSTREAM_REFUSED = "upstream-refused";

    /** Nobody knows what became of a create that was sent to Twilio; resolved when that is decided. */
    public static final String UNKNOWN_CREATE = "unknown-create";

    /** A callback URL of a create was to be adopted, and was not; resolved when there is none any more. */
    public static final String CALLBACK_KEPT = "callback-kept";

    /** The vault could not copy a recording or an attachment; resolved when it has, or when nothing is to be copied any more. */
    public static final String VAULT_COPY = "vault-copy";

    /** The vault's own copy of a recording or an attachment is lost or changed; resolved when it has a whole one. */
    public static final String VAULT_DAMAGED = "vault-damaged";

    /** The vault's store cannot be used, or is not the one that the ledger knows; resolved when it works. */
    public static final String VAULT_STORE = "vault-store";

    /** The disk of the vault runs low; resolved when it has space again. */
    public static final String VAULT_SPACE = "vault-space";

    /** All of these kinds. */
    public static final Set<String> KINDS = Set.of(
            STATUS_PAGE,
            UPSTREAM_REFUSED,
            UNKNOWN_CREATE,
            CALLBACK_KEPT,
            VAULT_COPY,
            VAULT_DAMAGED,
            VAULT_STORE,
            VAULT_SPACE);

    public static final int MAX_LABEL = 200;
    public static final int MAX_TEXT = 1000;

    public SystemEvent {
        at = Instant.ofEpochMilli(at.toEpochMilli());
        labels = labels.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, label -> StorableText.of(label.getValue(), MAX_LABEL)));
        text = StorableText.of(text, MAX_TEXT);
    }

    /** Returns a copy with the id under which it is stored. */
    public SystemEvent withId(long newId) {
        return new SystemEvent(newId, key, kind, accountSid, subject, at, labels, text, resolved);
    }

    /** Returns the value of a label; empty if it is missing. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
