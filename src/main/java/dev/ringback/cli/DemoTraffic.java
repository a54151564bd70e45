package dev.ringback.cli;

import dev.ringback.model.Account;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.simulate.DeliveryOptions;
import dev.ringback.simulate.Simulation;
import dev.ringback.simulate.Summary;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.Sample;
import dev.ringback.simulate.traffic.TrafficOptions;
import dev.ringback.web.door.ListenAddress;
import java.time.Clock;
import java.util.Map;

/** The traffic of the demo: a burst to have something to look at, then a trickle so that it stays alive. */
final class DemoTraffic {
    private static final int OPENING_MESSAGES = 200;
    private static final int OPENING_CALLS = 60;
    /** The share of callbacks that are sent twice. */
    private static final double DUPLICATES = 0.1;

    private static final double TRICKLE_PER_SECOND = 2;
    private static final int CONCURRENCY = 8;

    private final Account account;
    private final CallbackUrl url;
    private final Clock clock;
    private final Simulation opening;

    DemoTraffic(Account account, ListenAddress callbackDoor, Clock clock) {
        this.account = account;
        this.url = CallbackUrl.parse("http://" + callbackDoor + "/twilio");
        this.clock = clock;
        this.opening = simulation(OPENING_MESSAGES, OPENING_CALLS, 0, 1);
    }

    /** Sends the burst, out of order. */
    Summary opening() throws InterruptedException {
        return opening.run();
    }

    /** Returns the SIDs of the burst that are worth showing. */
    Map<Sample, String> samples() {
        return opening.traffic().samples();
    }

    /** Sends a little more, and more again, until interrupted. */
    void goOn() {
        try {
            for (long seed = 2; ; seed++) {
                simulation(OPENING_MESSAGES / 10, OPENING_CALLS / 10, TRICKLE_PER_SECOND, seed)
                        .run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Simulation simulation(int messages, int calls, double rate, long seed) {
        SigningKey key = new SigningKey(account.authTokens().get(0), SignatureAlgorithm.HMAC_SHA1);
        return new Simulation(
                new TrafficOptions(account.sid(), url, messages, calls, true, DUPLICATES, seed),
                new DeliveryOptions(url, url, key, rate, CONCURRENCY),
                clock);
    }
}
