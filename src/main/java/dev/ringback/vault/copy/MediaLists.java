package dev.ringback.vault.copy;

import dev.ringback.model.Message;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.ContentException;
import dev.ringback.vault.ContentException.Reason;
import dev.ringback.vault.TwilioContent;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads which attachments a message has, where no callback has told it. Safe for use by many threads. */
final class MediaLists {
    private static final Duration MAY_COME_LATE = Duration.ofHours(1);

    private final TwilioContent twilio;
    private final VaultLedger ledger;
    private final ResourceStore resources;
    private final Wanted wanted;
    private final Clock clock;

    MediaLists(TwilioContent twilio, VaultLedger ledger, ResourceStore resources, Wanted wanted, Clock clock) {
        this.twilio = twilio;
        this.ledger = ledger;
        this.resources = resources;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** What Twilio does not list may be in the vault, deleted there since; or it may come late, but not for long. */
    private void check(VaultObject list, Message message, List<String> sids) throws CopyFailedException, GoneException {
        Integer count = message.numMedia();
        Set<String> known = new HashSet<>(sids);
        ledger.of(list.accountSid(), list.sid()).stream()
                .filter(entry -> entry.kind() == VaultKind.MEDIA)
                .forEach(entry -> known.add(entry.sid()));
        if (count == null || known.size() >= count) {
            return;
        }
        String text = "Twilio lists " + sids.size() + " of " + count + " attachments";
        if (message.dateCreated().isBefore(clock.instant().minus(MAY_COME_LATE))) {
            throw new GoneException(text + ": the others were deleted there before they were copied");
        }
        throw new CopyFailedException("list-too-short", text);
    }

    /**
     * Reads the list of a message, and enters what it names into the ledger.
     *
     * @return the entry of the list as it is then, which nobody has noted yet
     * @throws CopyFailedException when the list is shorter than the message says
     * @throws ContentException when Twilio cannot be asked now
     * @throws GoneException when Twilio does not have the message
     */
    VaultObject read(VaultObject list) throws CopyFailedException, ContentException, GoneException {
        List<String> sids;
        try {
            sids = twilio.readMedia(list.accountSid(), list.sid());
        } catch (ContentException failed) {
            if (failed.reason() == Reason.NOT_FOUND) {
                throw new GoneException("its message was deleted at Twilio before its media were copied");
            }
            if (failed.reason().isOfContent()) {
                throw new CopyFailedException(failed.reason().text(), String.valueOf(failed.getMessage()));
            }
            throw failed;
        }
        Message message =
                resources.find(Message.class, list.accountSid(), list.sid()).orElse(null);
        if (message != null) {
            ledger.add(wanted.of(message, clock.instant()));
            check(list, message, sids);
        }
        return VaultObjectBuilder.builder(list)
                .state(VaultState.DONE)
                .dueAt(null)
                .attempts(0)
                .failure(null)
                .failedAt(null)
                .build();
    }
}
