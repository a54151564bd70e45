package dev.ringback.forward.delivery;

import dev.ringback.model.Accounts;
import dev.ringback.model.Event;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.adopted.AdoptedCallback;
import dev.ringback.twilio.adopted.CallbackSeal;
import dev.ringback.twilio.callback.EventReading;
import dev.ringback.twilio.callback.SealedCallback;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds in events what the callers of creates wanted to hear, and Ringback has sealed in the URL that Twilio called. An event is in the log only after
 * Twilio's signature was proved, and a seal opens only if it was made with a token of the event's account: nothing else says whom to call. Safe for use by
 * many threads.
 */
final class SealedCallbacks {
    private static final Logger log = LoggerFactory.getLogger(SealedCallbacks.class);

    private final CallbackSeal seal;
    private final DeliveryMetrics metrics;
    private final AtomicBoolean isLogged = new AtomicBoolean();

    SealedCallbacks(Accounts accounts, DeliveryMetrics metrics) {
        this.seal = new CallbackSeal(accounts);
        this.metrics = metrics;
    }

    /** Tells whether a caller has asked for an event. A seal that cannot be opened is counted, and logged once. */
    boolean areWanted(Event event) {
        Optional<String> sealed = sealed(event);
        if (sealed.isEmpty()) {
            return false;
        }
        Optional<AdoptedCallback> callback = seal.open(event.accountSid(), sealed.get());
        if (callback.isEmpty()) {
            metrics.unopened();
            if (!isLogged.getAndSet(true)) {
                log.warn(
                        "a callback about {} of {} has a sealed URL that no auth token of the account opens, so nobody is called;"
                                + " more of the kind is not logged",
                        event.sid(),
                        event.accountSid());
            }
            return false;
        }
        return callback.get().wants(EventReading.of(event).parameters());
    }

    /** Returns what the caller wanted to hear; empty where the event has no seal, or it cannot be opened. */
    Optional<AdoptedCallback> in(Event event) {
        return sealed(event).flatMap(found -> seal.open(event.accountSid(), found));
    }

    private static Optional<String> sealed(Event event) {
        boolean isCallback = event.source() == EventSource.CALLBACK || event.source() == EventSource.RECOVERED;
        return isCallback && event.format() == PayloadFormat.FORM
                ? SealedCallback.in(event.target())
                : Optional.empty();
    }
}
