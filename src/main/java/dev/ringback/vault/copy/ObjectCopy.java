package dev.ringback.vault.copy;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import dev.ringback.storage.ResourceStore;
import dev.ringback.vault.ContentException;
import dev.ringback.vault.ContentException.Reason;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.content.ContentVerdict;
import dev.ringback.vault.content.ContentVerdict.Accepted;
import dev.ringback.vault.content.ContentVerdict.Refused;
import dev.ringback.vault.copy.CopyTarget.Pulse;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.Sidecar;
import dev.ringback.vault.store.SidecarFile;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Copies the content of one object: fetched, checked, on disk with its sidecar, in this order. Its caller holds the lease of the object. Safe for use by
 * many threads.
 */
final class ObjectCopy {
    /** After so many answers that there is no such content it is asked whether there is such a resource. */
    private static final int DOUBTFUL = 4;

    private static final Duration MAY_COME_LATE = Duration.ofHours(1);

    private final TwilioContent twilio;
    private final ObjectStore store;
    private final ResourceStore resources;
    private final Clock clock;

    ObjectCopy(TwilioContent twilio, ObjectStore store, ResourceStore resources, Clock clock) {
        this.twilio = twilio;
        this.store = store;
        this.resources = resources;
        this.clock = clock;
    }

    /**
     * Copies an object.
     *
     * @return the object as it is then, which nobody has noted yet
     * @throws CopyFailedException when the content did not come, or is not what it should be
     * @throws ContentException when Twilio cannot be asked now
     * @throws GoneException when there is nothing to copy
     * @throws StoreFailedException when the store does not work
     * @throws GivenUpException when the pulse says so
     */
    VaultObject copy(VaultObject object, Pulse pulse)
            throws CopyFailedException, ContentException, GoneException, StoreFailedException, GivenUpException {
        ContentFacts facts = ContentFacts.of(object, resources);
        try {
            return fetched(object, facts, pulse);
        } catch (ContentException failed) {
            if (failed.reason() == Reason.NOT_FOUND && (object.attempts() >= DOUBTFUL || isOld(facts))) {
                askWhetherItIsThere(object);
            }
            if (failed.reason().isOfContent()) {
                throw new CopyFailedException(failed.reason().text(), String.valueOf(failed.getMessage()));
            }
            throw failed;
        }
    }

    /** What Twilio has had for long does not come late. */
    private boolean isOld(ContentFacts facts) {
        Instant createdAt = facts.createdAt();
        return createdAt != null && createdAt.isBefore(clock.instant().minus(MAY_COME_LATE));
    }

    private VaultObject fetched(VaultObject object, ContentFacts facts, Pulse pulse)
            throws CopyFailedException, ContentException, GoneException, StoreFailedException, GivenUpException {
        try (CopyTarget target = new CopyTarget(store, object.key(), facts.expected(), facts.mostBytes(), pulse)) {
            fetch(object, facts, target);
            ContentVerdict verdict = target.verdict();
            if (verdict instanceof Accepted accepted) {
                return kept(object, facts, target, accepted);
            }
            if (verdict instanceof Refused refused && !(refused.mayBeEncrypted() && isNewsThatItIsEncrypted(object))) {
                throw new CopyFailedException(refused.reason().text(), refused.sentence());
            }
            if (verdict == null) {
                throw new CopyFailedException(Reason.CUT.text(), "Twilio's answer has no content");
            }
        } catch (IOException failed) {
            throw new StoreFailedException(failed);
        }
        return fetched(object, ContentFacts.of(object, resources), pulse);
    }

    private void fetch(VaultObject object, ContentFacts facts, CopyTarget target)
            throws CopyFailedException, ContentException, StoreFailedException, GivenUpException {
        try {
            twilio.fetch(object.accountSid(), facts.path(), target);
        } catch (ContentException failed) {
            if (failed.reason() != Reason.NOT_TAKEN) {
                throw failed;
            }
            IOException ofStore = target.failure();
            if (ofStore != null) {
                throw new StoreFailedException(ofStore);
            }
            Refused refusal = target.refusal();
            if (refusal != null) {
                throw new CopyFailedException(refusal.reason().text(), refusal.sentence());
            }
            throw new GivenUpException(String.valueOf(failed.getMessage()));
        }
    }

    /** No callback tells that a recording is encrypted. Returns whether the mirror knows it from now on. */
    private boolean isNewsThatItIsEncrypted(VaultObject object) throws ContentException, GoneException {
        if (object.kind() != VaultKind.RECORDING) {
            return false;
        }
        twilio.readRecording(object.accountSid(), object.sid());
        return ContentFacts.of(object, resources).encryptionDetails() != null;
    }

    private VaultObject kept(VaultObject object, ContentFacts facts, CopyTarget target, Accepted accepted)
            throws IOException {
        VaultObject copied = VaultObjectBuilder.builder(object)
                .state(VaultState.COPIED)
                .dueAt(null)
                .attempts(0)
                .failure(null)
                .failedAt(null)
                .length(accepted.length())
                .sha256(accepted.sha256())
                .contentType(accepted.contentType())
                .encryptionDetails(facts.encryptionDetails())
                .copiedAt(clock.instant())
                .build();
        target.commit();
        Integer channels = accepted.channels() == null ? facts.channels() : accepted.channels();
        SidecarFile.write(store, Sidecar.of(copied, facts.createdAt(), facts.duration(), channels));
        return copied;
    }

    /** @throws GoneException when Twilio does not have the resource either */
    private void askWhetherItIsThere(VaultObject object) throws ContentException, GoneException {
        try {
            if (object.kind() == VaultKind.RECORDING) {
                twilio.readRecording(object.accountSid(), object.sid());
                ContentFacts.of(object, resources);
            } else if (!twilio.readMedia(object.accountSid(), String.valueOf(object.parentSid()))
                    .contains(object.sid())) {
                throw new GoneException("it was deleted at Twilio before it was copied");
            }
        } catch (ContentException failed) {
            if (failed.reason() == Reason.NOT_FOUND) {
                throw new GoneException("it was deleted at Twilio before it was copied");
            }
            throw failed;
        }
    }
}
