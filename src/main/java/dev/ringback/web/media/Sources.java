package dev.ringback.web.media;

import dev.ringback.query.ReadCounter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.vault.VaultReads;
import java.util.Optional;

/**
 * Names where content may come from by the settings of one moment.
 *
 * @param vault empty where there is none
 * @param twilio empty where it may not be asked
 * @param resources the mirror, which knows what belongs where
 * @param counter is told of what is answered without asking Twilio
 */
public record Sources(
        Optional<VaultReads> vault, Optional<Relay> twilio, ResourceStore resources, ReadCounter counter) {}
