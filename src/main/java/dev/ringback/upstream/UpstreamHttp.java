package dev.ringback.upstream;

import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.outbound.PrivateNetworkGuard;
import dev.ringback.outbound.Proxies;
import dev.ringback.outbound.ProxyExceptions;
import java.util.List;

/** Opens the client by which Twilio is called. */
public final class UpstreamHttp {
    private UpstreamHttp() {}

    /**
     * Opens a client that may go to public hosts, and to the one that the settings put in the place of Twilio's. Whoever calls this closes it.
     *
     * @param outbound how requests leave where the options name no proxy of their own
     */
    public static OutboundHttp open(UpstreamOptions options, OutboundOptions outbound) {
        String host =
                options.hosts().url() == null ? null : options.hosts().url().getHost();
        return open(options, outbound, host == null ? List.of() : List.of(host));
    }

    /**
     * Opens a client that may go to public hosts, and to some others, such as those to which Twilio redirects. Whoever calls this closes it.
     *
     * @param outbound how requests leave where the options name no proxy of their own
     * @param others may be in a private network
     */
    public static OutboundHttp open(UpstreamOptions options, OutboundOptions outbound, List<String> others) {
        OutboundOptions ways = options.proxy() == null
                ? outbound
                : new OutboundOptions(
                        new Proxies(options.proxy(), options.proxy(), ProxyExceptions.NONE), outbound.authorities());
        return new OutboundHttp(new PrivateNetworkGuard(others), OutboundHttp.DEFAULT_PATIENCE, ways);
    }
}
