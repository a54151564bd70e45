package dev.ringback.cli;

import dev.ringback.model.Account;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.simulate.DeliveryOptions;
import dev.ringback.simulate.Simulation;
import dev.ringback.simulate.Summary;
import dev.ringback.simulate.api.SimulatedTwilio;
import dev.ringback.simulate.traffic.CallbackUrl;
import dev.ringback.simulate.traffic.TrafficOptions;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ringback simulate}: plays Twilio against a running Ringback, and tells how it went. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = RingbackVersion.class,
        sortOptions = false,
        description = {
            "Plays Twilio: sends signed webhooks of every kind to a Ringback, then tells how it answered.",
            "With --serve-api stands in for Twilio's REST API instead, for tests of your own.",
            "",
            "Signs with TWILIO_AUTH_TOKEN for TWILIO_ACCOUNT_SID, which the target must know.",
            ""
        },
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:every request was answered with a 2xx; with --serve-api: ended",
            "1:some were refused or lost; with --serve-api: the port is taken",
            "2:the settings are wrong",
            "130:stopped by Ctrl-C"
        })
public final class SimulateCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--target",
            paramLabel = "URL",
            converter = CallbackUrlConverter.class,
            defaultValue = "http://127.0.0.1:8080/twilio",
            description = "where to send the webhooks; default: ${DEFAULT-VALUE}")
    private CallbackUrl target = CallbackUrl.parse("http://127.0.0.1:8080/twilio");

    @Option(
            names = "--signed-url",
            paramLabel = "URL",
            converter = CallbackUrlConverter.class,
            description = "the URL to sign, where the target's public URL is another; default: the target")
    private @Nullable CallbackUrl signedUrl;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "100",
            description = "how many messages; default: ${DEFAULT-VALUE}")
    private int messages;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "30",
            description = {
                "how many calls; default: ${DEFAULT-VALUE}.",
                "Conferences, errors and the like come in proportion."
            })
    private int calls;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "0",
            description = "requests per second at most; default: 0, as fast as the target answers")
    private double rate;

    @Option(names = "--shuffle", description = "deliver in any order, also what belongs to one resource")
    private boolean shuffle;

    @Option(
            names = "--duplicates",
            paramLabel = "P",
            converter = ShareConverter.class,
            defaultValue = "0",
            description = "the share of webhooks to deliver twice: 0.1 or 10%%; default: ${DEFAULT-VALUE}")
    private double duplicates;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "a number; the same seed makes the same traffic again; default: a new one")
    private @Nullable Long seed;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "how many requests may be on their way at once; default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(names = "--account-sid", paramLabel = "SID", description = "default: TWILIO_ACCOUNT_SID")
    private @Nullable String accountSid;

    @Option(
            names = "--auth-token-file",
            paramLabel = "FILE",
            description = {
                "a file that holds the auth token; default: TWILIO_AUTH_TOKEN.",
                "There is no flag for the token itself: other users could read it in the list of processes."
            })
    private @Nullable Path authTokenFile;

    @Mixin
    private ServeApiFlags api = new ServeApiFlags();

    /** @param environment where settings are looked up that no flag gives */
    public SimulateCommand(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        long seedOfRun = seed != null ? seed : ThreadLocalRandom.current().nextInt(1_000_000);
        return api.isWanted() ? serveApi(seedOfRun) : sendWebhooks(seedOfRun);
    }

    private int serveApi(long seedOfRun) throws InterruptedException {
        SimulateCredentials credentials = credentials();
        Account account = Account.of(credentials.accountSid(), credentials.authToken());
        SimulatedTwilio twilio;
        try {
            twilio = api.start(account, seedOfRun, clock);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(commandLine(), String.valueOf(wrong.getMessage()), wrong);
        } catch (UncheckedIOException taken) {
            commandLine().getErr().println("Cannot listen: " + taken.getCause());
            return CommandLine.ExitCode.SOFTWARE;
        }
        PrintWriter out = commandLine().getOut();
        out.println("Twilio's REST API is played at " + twilio.url() + " for " + account.sid() + " (seed " + seedOfRun
                + "); Ctrl-C ends it.");
        out.flush();
        Shutdown shutdown = Shutdown.install();
        shutdown.first(twilio::close);
        shutdown.await();
        return CommandLine.ExitCode.OK;
    }

    private int sendWebhooks(long seedOfRun) throws InterruptedException {
        Simulation simulation = simulation(seedOfRun);
        PrintWriter out = commandLine().getOut();
        Summary summary;
        try (FarewellSummary farewell = new FarewellSummary(simulation, seedOfRun, out);
                ProgressLine progress =
                        new ProgressLine(simulation, commandLine().getErr(), Terminal.isInteractive())) {
            farewell.start();
            progress.start();
            summary = simulation.run();
        }
        SimulationReport.print(summary, seedOfRun, out);
        return summary.allAccepted() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Simulation simulation(long seedOfRun) {
        CallbackUrl publicUrl = signedUrl == null ? target : signedUrl;
        SimulateCredentials credentials = credentials();
        try {
            SigningKey key = new SigningKey(credentials.authToken(), SignatureAlgorithm.HMAC_SHA1);
            return new Simulation(
                    new TrafficOptions(
                            credentials.accountSid(), publicUrl, messages, calls, shuffle, duplicates, seedOfRun),
                    new DeliveryOptions(target, publicUrl, key, rate, concurrency),
                    clock);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private SimulateCredentials credentials() {
        try {
            return SimulateCredentials.find(accountSid, authTokenFile, environment);
        } catch (IllegalArgumentException missing) {
            throw new ParameterException(commandLine(), String.valueOf(missing.getMessage()), missing);
        }
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
