package dev.ringback.faults;

import dev.ringback.TestCallbacks;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.SimulatedCallback;
import dev.ringback.simulate.traffic.Traffic;
import dev.ringback.simulate.traffic.TrafficOptions;
import java.time.Clock;
import java.util.Iterator;

/**
 * Callbacks of every kind, of many messages and calls, mixed, one in ten of them delivered twice; no end. Equal seeds make equal traffic,
 * different ones share no resource. Not safe for use by many threads.
 */
final class EndlessTraffic implements Iterator<Delivery> {
    private static final int MESSAGES = 400;
    private static final int CALLS = 100;

    private final int port;
    private final Clock clock = Clock.systemUTC();
    private long seed;
    private Iterator<SimulatedCallback> part;

    EndlessTraffic(int port, long seed) {
        this.port = port;
        this.seed = seed << 32;
        this.part = part();
    }

    private Iterator<SimulatedCallback> part() {
        CallbackUrl url = CallbackUrl.parse("http://127.0.0.1:" + port + "/twilio");
        return new Traffic(
                        new TrafficOptions(TestCallbacks.ACCOUNT_SID, url, MESSAGES, CALLS, true, 0.1, seed++), clock)
                .callbacks()
                .iterator();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Delivery next() {
        if (!part.hasNext()) {
            part = part();
        }
        return Delivery.of(part.next(), port);
    }
}
