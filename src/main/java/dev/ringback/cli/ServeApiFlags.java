package dev.ringback.cli;

import dev.ringback.model.Account;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.api.SimulatedTwilioOptions;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.web.door.ListenAddress;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code simulate} that stand Twilio's REST API in, and how it then behaves. */
final class ServeApiFlags {
    private static final String DEFAULT_ADDRESS = "127.0.0.1:8082";

    @Option(
            names = "--serve-api",
            paramLabel = "HOST:PORT",
            arity = "0..1",
            fallbackValue = DEFAULT_ADDRESS,
            description = {
                "send no webhooks, but stand in for Twilio's REST API until ended; default: " + DEFAULT_ADDRESS + ".",
                "Port 0 is any free one. Only the flags below, --seed and those of the account apply."
            })
    private @Nullable String address;

    @Option(
            names = "--status-callback",
            paramLabel = "URL",
            converter = CallbackUrlConverter.class,
            description = "with --serve-api: where callbacks go of messages and calls whose create names no URL")
    private @Nullable CallbackUrl statusCallback;

    @Option(
            names = "--failed",
            paramLabel = "P",
            converter = ShareConverter.class,
            defaultValue = "0",
            description = "with --serve-api: the share of messages that fail, and of calls that nobody answers")
    private double failed;

    @Option(
            names = "--undelivered",
            paramLabel = "P",
            converter = ShareConverter.class,
            defaultValue = "0",
            description = "with --serve-api: the share of messages that are sent, but not delivered")
    private double undelivered;

    @Option(
            names = "--lost-callbacks",
            paramLabel = "P",
            converter = ShareConverter.class,
            defaultValue = "0",
            description = "with --serve-api: the share of callbacks that are never sent")
    private double lostCallbacks;

    @Option(
            names = "--list-lag",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "with --serve-api: how old something is before lists have it")
    private int listLag;

    @Option(
            names = "--max-concurrent",
            paramLabel = "N",
            defaultValue = "0",
            description = "with --serve-api: requests at once, beyond which the answer is 429; default: no limit")
    private int maxConcurrent;

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "with --serve-api: how long each request takes besides")
    private int latency;

    @Option(
            names = "--server-errors",
            paramLabel = "P",
            converter = ShareConverter.class,
            defaultValue = "0",
            description = "with --serve-api: the share of requests that are answered with 500 or 503")
    private double serverErrors;

    /** Whether the API is to be stood in for, rather than webhooks sent. */
    boolean isWanted() {
        return address != null;
    }

    /**
     * Starts the stand-in, in real time.
     *
     * @throws IllegalArgumentException when a flag makes no sense; the message says which
     * @throws java.io.UncheckedIOException when the port is taken
     */
    SimulatedTwilio start(Account account, long seed, Clock clock) {
        ListenAddress listen = ListenAddress.parse(String.valueOf(address))
                .orElseThrow(() -> new IllegalArgumentException("--serve-api must be HOST:PORT"));
        if (listLag < 0 || maxConcurrent < 0 || latency < 0 || failed + undelivered > 1) {
            throw new IllegalArgumentException("a flag of --serve-api is below 0, or shares are above 1 together");
        }
        SimulatedTwilioOptions options = SimulatedTwilioOptions.of(account)
                .at(listen.host(), listen.port())
                .withSeed(seed)
                .withStatusCallback(statusCallback);
        SimulatedTwilio twilio = SimulatedTwilio.start(options, clock);
        twilio.conditions()
                .unsuccessful(failed, undelivered)
                .lostCallbacks(lostCallbacks)
                .listLag(Duration.ofSeconds(listLag))
                .maxConcurrent(maxConcurrent)
                .latency(Duration.ofMillis(latency), Duration.ofMillis(latency))
                .serverErrors(serverErrors);
        twilio.keepTime();
        return twilio;
    }
}
