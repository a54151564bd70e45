package dev.ringback.upstream;

import dev.ringback.TestClock;
import dev.ringback.TestServer;
import dev.ringback.model.EventSource;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.Progress;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.upstream.governor.Ceilings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Ringback that asks a stand-in for Twilio, both at one time that the test drives. */
public final class TestUpstream implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final TestClock clock = new TestClock(START);
    private final SimulatedTwilio twilio =
            SimulatedTwilio.start(SimulatedTwilioOptions.of(TestServer.ACCOUNT, TestServer.SUBACCOUNT), clock);
    private final TestServer server;

    private TestUpstream(Path folder, UpstreamOptions options) {
        server = TestServer.start(folder, at(options, twilio.url()), clock);
    }

    public static TestUpstream start(Path folder, UpstreamOptions options) {
        return new TestUpstream(folder, options);
    }

    /** Options that let reads of unknown SIDs ask. */
    public static UpstreamOptions reading(Reads reads) {
        return new UpstreamOptions(
                true,
                reads,
                false,
                false,
                Callbacks.NONE,
                new Ceilings(100, 10_000, Long.MAX_VALUE),
                Duration.ofSeconds(60),
                TwilioHosts.TWILIO,
                null,
                false);
    }

    /** Options that call a server of the test in the place of Twilio's. */
    public static UpstreamOptions options(URI url, boolean statusPage) {
        UpstreamOptions off = UpstreamOptions.OFF;
        return new UpstreamOptions(
                true,
                Reads.MISSING,
                off.pass(),
                off.writes(),
                off.callbacks(),
                off.ceilings(),
                off.patience(),
                new TwilioHosts(url, null, null),
                null,
                statusPage);
    }

    /** Reads lists for what callbacks never tell. */
    public static UpstreamOptions sweeping(
            UpstreamOptions options, Hydrate hydrate, @Nullable Duration trunkRecordings) {
        return new UpstreamOptions(
                options.enabled(),
                options.reads(),
                options.pass(),
                options.writes(),
                options.callbacks(),
                options.ceilings(),
                options.patience(),
                options.hosts(),
                options.proxy(),
                options.statusPage(),
                hydrate,
                trunkRecordings);
    }

    /** Passes reads on of what the mirror does not hold. */
    public static UpstreamOptions passing(UpstreamOptions options) {
        return new UpstreamOptions(
                options.enabled(),
                options.reads(),
                true,
                options.writes(),
                options.callbacks(),
                options.ceilings(),
                options.patience(),
                options.hosts(),
                options.proxy(),
                options.statusPage(),
                options.hydrate(),
                options.trunkRecordings());
    }

    /** Asks at another address. */
    public static UpstreamOptions at(UpstreamOptions options, String url) {
        return new UpstreamOptions(
                options.enabled(),
                options.reads(),
                options.pass(),
                options.writes(),
                options.callbacks(),
                options.ceilings(),
                options.patience(),
                new TwilioHosts(URI.create(url), null, null),
                options.proxy(),
                options.statusPage(),
                options.hydrate(),
                options.trunkRecordings());
    }

    TestClock clock() {
        return clock;
    }

    SimulatedTwilio twilio() {
        return twilio;
    }

    TestServer server() {
        return server;
    }

    /** A message that Twilio has, and that no callback has told of. */
    static Message delivered(String sid) {
        return MessageBuilder.builder()
                .accountSid(TestServer.ACCOUNT.sid())
                .sid(sid)
                .progress(new Progress(0, "delivered", EventSource.CALLBACK))
                .to("+14155550101")
                .from("+14155550102")
                .body("Your code is 1234")
                .direction("outbound-api")
                .apiVersion("2010-04-01")
                .numSegments(1)
                .numMedia(0)
                .dateCreated(START.minusSeconds(3_600))
                .dateUpdated(START.minusSeconds(3_590))
                .dateSent(START.minusSeconds(3_595))
                .lastReceivedAt(START.minusSeconds(3_590))
                .build();
    }

    @Override
    public void close() {
        server.close();
        twilio.close();
    }
}
