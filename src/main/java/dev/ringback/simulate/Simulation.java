package dev.ringback.simulate;

import dev.ringback.simulate.traffic.Traffic;
import dev.ringback.simulate.traffic.TrafficOptions;
import java.time.Clock;

/** Plays Twilio's part in one run: writes traffic, signs it, delivers it. To be run once. */
public final class Simulation {
    private final TrafficOptions trafficOptions;
    private final Traffic traffic;
    private final OutcomeCounter counter = new OutcomeCounter();
    private final CallbackSender sender;

    /** @param clock what the timestamps in the callbacks lie shortly before */
    public Simulation(TrafficOptions trafficOptions, DeliveryOptions deliveryOptions, Clock clock) {
        this.trafficOptions = trafficOptions;
        this.traffic = new Traffic(trafficOptions, clock);
        this.sender = new CallbackSender(deliveryOptions, counter);
    }

    /** Returns the traffic that is sent, and SIDs worth showing. */
    public Traffic traffic() {
        return traffic;
    }

    /**
     * Sends everything. Callbacks of one scenario follow each other, unless they are shuffled.
     *
     * @return how it went, when the last request is answered or lost; a target that cannot be reached is no exception
     * @throws InterruptedException when interrupted; {@link #soFar} tells what was done
     */
    public Summary run() throws InterruptedException {
        counter.start();
        try {
            sender.send(traffic.callbacks().iterator(), !trafficOptions.shuffled());
        } finally {
            counter.end();
        }
        return counter.summary();
    }

    /** How it goes; may be asked by any thread, at any time. */
    public Summary soFar() {
        return counter.summary();
    }
}
