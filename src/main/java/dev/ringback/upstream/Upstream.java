package dev.ringback.upstream;

import dev.ringback.model.Accounts;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.storage.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;

/** Builds everything that calls Twilio from the settings, and closes it. Safe for use by many threads. */
public final class Upstream implements AutoCloseable {
    private final UpstreamOptions options;
    private final Accounts accounts;
    private final TwilioClient twilio;
    private final ReadThrough reads;
    private final RefusedAnswers refusedAnswers;

    private Upstream(
            UpstreamOptions options,
            Accounts accounts,
            TwilioClient twilio,
            ReadThrough reads,
            RefusedAnswers refusedAnswers) {
        this.options = options;
        this.accounts = accounts;
        this.twilio = twilio;
        this.reads = reads;
        this.refusedAnswers = refusedAnswers;
    }

    /**
     * Calls nobody yet.
     *
     * @param options that are enabled
     * @param outbound how requests leave, where the options name no proxy of their own
     * @param sink stores what Twilio answers
     * @param counter is told of every request, beside the metrics
     */
    public static Upstream of(
            UpstreamOptions options,
            OutboundOptions outbound,
            Accounts accounts,
            Database database,
            AnswerSink sink,
            RequestCounter counter,
            MeterRegistry registry,
            Clock clock) {
        TwilioClient twilio = new TwilioClient(
                options,
                accounts,
                UpstreamHttp.open(options, outbound),
                database.budgets(),
                new RequestMetrics(registry).and(counter),
                new SystemEvents(database.systemEvents(), clock),
                clock);
        RefusedAnswers refusedAnswers = new RefusedAnswers(registry);
        return new Upstream(
                options,
                accounts,
                twilio,
                new ReadThrough(twilio, sink, database.leases(), refusedAnswers, clock),
                refusedAnswers);
    }

    public UpstreamOptions options() {
        return options;
    }

    /** Returns the accounts for which Twilio may be asked. */
    public Accounts accounts() {
        return accounts;
    }

    public TwilioClient twilio() {
        return twilio;
    }

    /** Returns what asks for single resources. */
    public ReadThrough reads() {
        return reads;
    }

    /** Returns what passes reads on that the mirror cannot answer. */
    public PassThrough pass() {
        return new PassThrough(twilio);
    }

    /** Returns what counts the answers of which nothing may be stored. */
    public RefusedAnswers refusedAnswers() {
        return refusedAnswers;
    }

    /** Calls nobody any more. */
    @Override
    public void close() throws IOException {
        reads.close();
        twilio.close();
    }
}
