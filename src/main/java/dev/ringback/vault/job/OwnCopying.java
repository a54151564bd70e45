package dev.ringback.vault.job;

import dev.ringback.vault.StoreGate;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.copy.Copies;
import dev.ringback.vault.copy.CopyParts;
import dev.ringback.vault.service.VaultParts;
import dev.ringback.vault.store.ObjectStore;
import dev.ringback.vault.store.StoreIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Copies in this process as long as a job waits for it, where no server does. Safe for use by many threads. */
public final class OwnCopying implements Copying {
    private final JobParts parts;
    private final Supplier<TwilioContent> twilio;

    /** @param twilio opens what asks Twilio, which is closed at the end */
    public OwnCopying(JobParts parts, Supplier<TwilioContent> twilio) {
        this.parts = parts;
        this.twilio = twilio;
    }

    @Override
    public Session begin(VaultSetup setup) {
        ObjectStore store = VaultParts.store(setup.options());
        StoreGate gate = new StoreGate(
                store,
                new StoreIdentity(
                        store, parts.database().vault(), parts.database().leases()),
                parts.alerts());
        TwilioContent content = twilio.get();
        Copies copies = Copies.of(new CopyParts(
                parts.database(), content, gate, setup.options(), parts.alerts(), parts.metrics(), parts.clock()));
        copies.start();
        return new Own(store, gate, content, copies);
    }

    private record Own(ObjectStore store, StoreGate gate, TwilioContent content, Copies copies) implements Session {
        @Override
        public @Nullable String trouble() {
            return gate.isOpen() ? null : gate.trouble();
        }

        @Override
        public void close() {
            copies.close();
            try {
                content.close();
            } catch (IOException leftOpen) {
                throw new UncheckedIOException(leftOpen);
            } finally {
                store.close();
            }
        }
    }
}
