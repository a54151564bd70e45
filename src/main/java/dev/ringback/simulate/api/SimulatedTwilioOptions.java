package dev.ringback.simulate.api;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.simulate.traffic.CallbackUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configures a stand-in as it begins.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 for any free one
 * @param accounts whose credentials it takes; the first auth token of each signs callbacks
 * @param statusCallback where callbacks go of messages and calls whose create names no URL; null for nowhere
 * @param seed what SIDs and chance come from
 */
public record SimulatedTwilioOptions(
        String host, int port, Accounts accounts, @Nullable CallbackUrl statusCallback, long seed) {

    /** On the loopback, at a free port, with these accounts. */
    public static SimulatedTwilioOptions of(Account... accounts) {
        return new SimulatedTwilioOptions("127.0.0.1", 0, new Accounts(List.of(accounts)), null, 1);
    }

    /** The same at another address. */
    public SimulatedTwilioOptions at(String otherHost, int otherPort) {
        return new SimulatedTwilioOptions(otherHost, otherPort, accounts, statusCallback, seed);
    }

    /** The same with a URL for the callbacks of what names none; null for nowhere. */
    public SimulatedTwilioOptions withStatusCallback(@Nullable CallbackUrl url) {
        return new SimulatedTwilioOptions(host, port, accounts, url, seed);
    }

    /** The same with other SIDs and another chance. */
    public SimulatedTwilioOptions withSeed(long otherSeed) {
        return new SimulatedTwilioOptions(host, port, accounts, statusCallback, otherSeed);
    }
}
