package dev.ringback.vault.deletion;

import dev.ringback.model.Message;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.ContentException;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.TwilioContent.Deletion;
import dev.ringback.vault.VaultMetrics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deletes recordings and media at Twilio of which the vault has whole copies. Safe for use by many threads. */
final class ContentDeletion {
    static final String RULE = "delete_after";

    private final VerifiedCopies copies;
    private final TwilioContent twilio;
    private final VaultLedger ledger;
    private final ResourceStore resources;
    private final VaultMetrics metrics;
    private final Clock clock;

    ContentDeletion(
            VerifiedCopies copies,
            TwilioContent twilio,
            VaultLedger ledger,
            ResourceStore resources,
            VaultMetrics metrics,
            Clock clock) {
        this.copies = copies;
        this.twilio = twilio;
        this.ledger = ledger;
        this.resources = resources;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Deletes a recording or medium.
     *
     * @param object one of its entries, copied
     * @throws DeletionFailedException when it must not be deleted now, or Twilio does not do it yet
     * @throws ContentException when nobody knows whether Twilio has deleted it
     */
    void delete(VaultObject object) throws DeletionFailedException, ContentException {
        if (object.kind() == VaultKind.MEDIA) {
            checkMessage(object);
        }
        List<VaultObject> verified = copies.of(object);
        Deletion done = twilio.delete(object.accountSid(), object.kind(), object.parentSid(), object.sid());
        if (done == Deletion.NOT_YET) {
            throw new DeletionFailedException("not-final", "Twilio deletes it when it has a final state");
        }
        verified.forEach(copy -> note(copy, RULE));
        metrics.deletedAtTwilio(object.kind());
    }

    private void checkMessage(VaultObject medium) throws DeletionFailedException {
        Optional<Message> message =
                resources.find(Message.class, medium.accountSid(), String.valueOf(medium.parentSid()));
        if (message.isPresent() && !FinalState.isReached(message.get(), clock.instant())) {
            throw new DeletionFailedException("not-final", "its message has no final state");
        }
    }

    /** Notes that content is gone at Twilio, whatever else has changed in its entry meanwhile. */
    void note(VaultObject object, String rule) {
        Instant now = clock.instant();
        Optional<VaultObject> current = Optional.of(object);
        while (current.isPresent()) {
            VaultObject deleted = VaultObjectBuilder.builder(current.get())
                    .deletedAt(now)
                    .deletionRule(rule)
                    .dueAt(null)
                    .attempts(0)
                    .failure(null)
                    .failedAt(null)
                    .build();
            if (ledger.replace(deleted).isPresent()) {
                return;
            }
            current = ledger.find(object.accountSid(), object.kind(), object.sid(), object.format());
        }
    }
}
