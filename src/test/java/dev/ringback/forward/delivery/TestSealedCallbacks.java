package dev.ringback.forward.delivery;

import dev.ringback.model.Accounts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** Makes what finds nothing sealed. */
final class TestSealedCallbacks {
    private TestSealedCallbacks() {}

    static SealedCallbacks none() {
        return new SealedCallbacks(new Accounts(List.of()), new DeliveryMetrics(new SimpleMeterRegistry()));
    }
}
