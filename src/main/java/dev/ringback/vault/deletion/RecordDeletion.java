package dev.ringback.vault.deletion;

import dev.ringback.model.Call;
import dev.ringback.model.Message;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.ContentException;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.TwilioContent.Deletion;
import dev.ringback.vault.VaultMetrics;
import dev.ringback.vault.copy.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes messages and calls at Twilio, and the text of messages, by the age that the settings say. Safe for use by many threads. */
final class RecordDeletion {
    private final VerifiedCopies copies;
    private final ContentDeletion contents;
    private final TwilioContent twilio;
    private final VaultLedger ledger;
    private final ResourceStore resources;
    private final Wanted wanted;
    private final VaultMetrics metrics;
    private final Clock clock;

    RecordDeletion(
            VerifiedCopies copies,
            ContentDeletion contents,
            TwilioContent twilio,
            VaultLedger ledger,
            ResourceStore resources,
            Wanted wanted,
            VaultMetrics metrics,
            Clock clock) {
        this.copies = copies;
        this.contents = contents;
        this.twilio = twilio;
        this.ledger = ledger;
        this.resources = resources;
        this.wanted = wanted;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Returns the name of the rule that deletes a kind. */
    static String rule(VaultKind kind) {
        return "retention_at_twilio."
                + switch (kind) {
                    case MESSAGE_BODY -> "message_bodies";
                    case MESSAGE -> "messages";
                    case CALL -> "calls";
                    default -> throw new IllegalArgumentException("no rule deletes " + kind);
                };
    }

    /**
     * Deletes a message, a call, or the text of a message.
     *
     * @throws DeletionFailedException when it must not be deleted now, or Twilio does not do it yet
     * @throws ContentException when nobody knows whether Twilio has deleted it
     */
    void delete(VaultObject object) throws DeletionFailedException, ContentException {
        List<VaultObject> media = List.of();
        if (object.kind() == VaultKind.CALL) {
            Optional<Call> call = resources.find(Call.class, object.accountSid(), object.sid());
            if (call.isPresent() && !FinalState.isReached(call.get())) {
                throw new DeletionFailedException("not-final", "the call has not ended");
            }
        } else {
            Optional<Message> message = resources.find(Message.class, object.accountSid(), object.sid());
            if (message.isPresent() && !FinalState.isReached(message.get(), clock.instant())) {
                throw new DeletionFailedException("not-final", "the message has no final state");
            }
            if (object.kind() == VaultKind.MESSAGE) {
                media = media(object, message);
            }
        }
        Deletion done = twilio.delete(object.accountSid(), object.kind(), null, object.sid());
        if (done == Deletion.NOT_YET) {
            throw new DeletionFailedException("not-final", "Twilio deletes it when it has a final state");
        }
        media.forEach(medium -> contents.note(medium, rule(object.kind())));
        Instant now = clock.instant();
        ledger.replace(VaultObjectBuilder.builder(object)
                .state(VaultState.DONE)
                .dueAt(null)
                .attempts(0)
                .failure(null)
                .failedAt(null)
                .deletedAt(now)
                .deletionRule(rule(object.kind()))
                .build());
        metrics.deletedAtTwilio(object.kind());
    }

    /** With a message Twilio deletes its media, so the vault has to have them all. */
    private List<VaultObject> media(VaultObject object, Optional<Message> message) throws DeletionFailedException {
        if (message.isPresent() && ledger.add(wanted.of(message.get(), clock.instant())) > 0) {
            throw new DeletionFailedException("not-copied", "its media are to be copied first");
        }
        List<VaultObject> media = new ArrayList<>();
        for (VaultObject entry : ledger.of(object.accountSid(), object.sid())) {
            if (entry.kind() == VaultKind.MEDIA_LIST
                    && (entry.state() == VaultState.HEARD || entry.state() == VaultState.FAILED)) {
                throw new DeletionFailedException("not-copied", "the list of its media is to be read first");
            }
            boolean isAtTwilio =
                    entry.kind() == VaultKind.MEDIA && entry.deletedAt() == null && entry.state() != VaultState.GONE;
            if (isAtTwilio) {
                media.addAll(copies.of(entry));
            }
        }
        return media;
    }
}
