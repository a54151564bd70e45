package dev.ringback.upstream;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.storage.BudgetStore;
import dev.ringback.upstream.UpstreamException.Reason;
import dev.ringback.upstream.governor.Attempt;
import dev.ringback.upstream.governor.Backoff;
import dev.ringback.upstream.governor.Governor;
import dev.ringback.upstream.governor.NoTurnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Twilio, through the governor of the account: every request of every feature comes this way. Safe for use by many threads, none of which
 * waits in it.
 */
public final class TwilioClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TwilioClient.class);

    /** How long nothing is asked for an account whose credentials Twilio refuses. */
    private static final Duration REFUSED_PAUSE = Duration.ofHours(1);

    /** More attempts after a failure of Twilio would keep a caller waiting for nothing. */
    private static final int MAX_ATTEMPTS = 3;

    private final Accounts accounts;
    private final OutboundHttp http;
    private final Exchanges exchanges;
    private final RequestCounter counter;
    private final CredentialStates credentials;
    private final Clock clock;
    private final Map<Product, Circuit> circuits = new EnumMap<>(Product.class);
    private final Map<String, Governor> governors = new HashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(DaemonThreads.numbered("ringback-upstream"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> DaemonThreads.create("ringback-governor", task));

    /**
     * Creates a client for the accounts of the settings that tells nobody whether Twilio takes their credentials.
     *
     * @param http goes to the hosts of the options alone; closed with this client
     */
    public TwilioClient(
            UpstreamOptions options,
            Accounts accounts,
            OutboundHttp http,
            BudgetStore budgets,
            RequestCounter counter,
            Clock clock) {
        this(options, accounts, http, budgets, counter, CredentialsListener.NONE, clock);
    }

    /**
     * Creates a client for the accounts of the settings.
     *
     * @param http goes to the hosts of the options alone; closed with this client
     * @param listener is told whether Twilio takes the credentials
     */
    public TwilioClient(
            UpstreamOptions options,
            Accounts accounts,
            OutboundHttp http,
            BudgetStore budgets,
            RequestCounter counter,
            CredentialsListener listener,
            Clock clock) {
        this.credentials = new CredentialStates(listener, clock);
        this.accounts = accounts;
        this.http = http;
        this.exchanges = new Exchanges(http, options.hosts(), clock);
        this.counter = counter;
        this.clock = clock;
        timer.setRemoveOnCancelPolicy(true);
        for (Product product : Product.values()) {
            circuits.put(
                    product,
                    new Circuit(String.valueOf(options.hosts().base(product).getHost()), clock));
        }
        String node = UUID.randomUUID().toString();
        Backoff backoff = new Backoff(RandomGenerator.getDefault());
        for (Account account : accounts.all()) {
            governors.put(
                    account.sid(),
                    new Governor(
                            account.sid(),
                            fingerprint(account),
                            node,
                            options.ceilings(),
                            budgets,
                            workers,
                            timer,
                            backoff));
        }
    }

    private static String fingerprint(Account account) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(account.authTokens().get(0).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }

    /**
     * Sends a request when it is its turn.
     *
     * @return completes with Twilio's answer, whatever its status; with an {@link UpstreamException} where there is none
     * @throws IllegalArgumentException for an account that is not among the settings
     */
    public CompletableFuture<UpstreamAnswer> send(UpstreamRequest request) {
        Governor governor = governors.get(request.accountSid());
        Account account = accounts.find(request.accountSid()).orElse(null);
        if (governor == null || account == null) {
            throw new IllegalArgumentException("no account of the settings: " + request.accountSid());
        }
        if (circuit(request).isOpen()) {
            return CompletableFuture.failedFuture(unreachable());
        }
        return governor.submit(
                        request.purpose().lane(),
                        request.patience(),
                        (attempt, patience) -> attempt(request, account, governor, attempt, patience))
                .handle((outcome, failure) -> {
                    if (failure == null && outcome.failure() == null) {
                        return Objects.requireNonNull(outcome.answer());
                    }
                    throw new CompletionException(
                            failure == null ? outcome.failure() : told(failure, request.accountSid()));
                });
    }

    private Circuit circuit(UpstreamRequest request) {
        return Objects.requireNonNull(circuits.get(request.product()));
    }

    private Attempt<Outcome> attempt(
            UpstreamRequest request, Account account, Governor governor, int attempt, Duration patience) {
        Circuit circuit = circuit(request);
        if (!circuit.lets()) {
            return Attempt.answered(Outcome.of(unreachable()), 0);
        }
        Instant sentAt = clock.instant();
        UpstreamAnswer answer;
        try {
            answer = exchanges.send(request, account, request.patienceForAnswer(patience));
        } catch (UpstreamException failed) {
            counter.sent(request, 0);
            if (failed.reason() == Reason.UNSAFE) {
                return Attempt.answered(Outcome.of(failed), 0);
            }
            circuit.failed();
            boolean again = attempt < MAX_ATTEMPTS && (failed.reason() == Reason.UNAVAILABLE || request.isRepeatable());
            return again ? Attempt.failed(Outcome.of(failed), null) : Attempt.answered(Outcome.of(failed), 0);
        }
        counter.sent(request, answer.status());
        if (answer.isSuccess()) {
            credentials.accepted(request.accountSid(), sentAt);
        }
        return judged(request, governor, circuit, answer, attempt);
    }

    private Attempt<Outcome> judged(
            UpstreamRequest request, Governor governor, Circuit circuit, UpstreamAnswer answer, int attempt) {
        Outcome outcome = Outcome.of(answer);
        Duration wait = answer.askedToWait(clock.instant());
        int status = answer.status();
        if (status == 429) {
            circuit.answered();
            return Attempt.refused(outcome, wait, answer.concurrentRequests());
        }
        if (status >= 500) {
            circuit.failed();
            return request.isRepeatable() && attempt < MAX_ATTEMPTS
                    ? Attempt.failed(outcome, wait)
                    : Attempt.answered(outcome, 0);
        }
        circuit.answered();
        if (status == 401 || status == 403) {
            log.warn(
                    "Twilio refuses the credentials of {} with {}: nothing is asked for it for an hour, or until the"
                            + " settings change",
                    request.accountSid(),
                    status);
            governor.stop(status, REFUSED_PAUSE);
            credentials.refused(request.accountSid(), status);
        }
        return Attempt.answered(outcome, answer.concurrentRequests());
    }

    private static UpstreamException unreachable() {
        return new UpstreamException(Reason.UNAVAILABLE, "Twilio could not be reached lately");
    }

    private Throwable told(Throwable failure, String accountSid) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (!(cause instanceof NoTurnException noTurn)) {
            return cause;
        }
        if (noTurn.reason() == NoTurnException.Reason.STOPPED) {
            credentials.stopped(accountSid);
        }
        Reason reason = switch (noTurn.reason()) {
            case NO_TURN, DAY_IS_USED -> Reason.BUSY;
            case STOPPED -> Reason.REFUSED;
            case NO_DATABASE, CLOSED -> Reason.UNAVAILABLE;
        };
        return new UpstreamException(reason, String.valueOf(noTurn.getMessage()));
    }

    /** Sends nothing any more. */
    @Override
    public void close() throws IOException {
        governors.values().forEach(Governor::close);
        timer.shutdownNow();
        workers.shutdown();
        http.close();
    }
}
