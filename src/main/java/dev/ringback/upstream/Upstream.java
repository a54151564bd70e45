package dev.ringback.upstream;

import dev.ringback.model.Accounts;
import dev.ringback.outbound.HttpProxy;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.outbound.PrivateNetworkGuard;
import dev.ringback.outbound.Proxies;
import dev.ringback.outbound.ProxyExceptions;
import dev.ringback.storage.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Builds everything that calls Twilio from the settings, and closes it. Safe for use by many threads. */
public final class Upstream implements AutoCloseable {
    private final UpstreamOptions options;
    private final TwilioClient twilio;
    private final ReadThrough reads;

    private Upstream(UpstreamOptions options, TwilioClient twilio, ReadThrough reads) {
        this.options = options;
        this.twilio = twilio;
        this.reads = reads;
    }

    /**
     * Calls nobody yet.
     *
     * @param options that are enabled
     * @param outbound how requests leave, where the options name no proxy of their own
     * @param sink stores what Twilio answers
     */
    public static Upstream of(
            UpstreamOptions options,
            OutboundOptions outbound,
            Accounts accounts,
            Database database,
            AnswerSink sink,
            MeterRegistry registry,
            Clock clock) {
        TwilioClient twilio = new TwilioClient(
                options, accounts, http(options, outbound), database.budgets(), new RequestMetrics(registry), clock);
        RefusedAnswers refusedAnswers = new RefusedAnswers(registry);
        return new Upstream(options, twilio, new ReadThrough(twilio, sink, database.leases(), refusedAnswers, clock));
    }

    /** The settings name the one host that may have a private address. */
    private static OutboundHttp http(UpstreamOptions options, OutboundOptions outbound) {
        URI url = options.hosts().url();
        HttpProxy proxy = options.proxy();
        return new OutboundHttp(
                new PrivateNetworkGuard(url == null ? List.of() : List.of(url.getHost())),
                options.patience(),
                proxy == null
                        ? outbound
                        : new OutboundOptions(new Proxies(proxy, proxy, ProxyExceptions.NONE), outbound.authorities()));
    }

    public UpstreamOptions options() {
        return options;
    }

    public TwilioClient twilio() {
        return twilio;
    }

    /** Returns what asks for single resources. */
    public ReadThrough reads() {
        return reads;
    }

    /** Calls nobody any more. */
    @Override
    public void close() throws IOException {
        reads.close();
        twilio.close();
    }
}
