package dev.ringback.upstream;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.storage.BudgetStore;
import dev.ringback.storage.StorageException;
import dev.ringback.upstream.UpstreamException.Reason;
import dev.ringback.upstream.governor.Attempt;
import dev.ringback.upstream.governor.Backoff;
import dev.ringback.upstream.governor.Governor;
import dev.ringback.upstream.governor.NoTurnException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
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

    /** How long the read waits that tells whether Twilio refuses the credentials. */
    private static final Duration CHECK_PATIENCE = Duration.ofSeconds(10);

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
    private final Map<String, CredentialCheck> checks = new HashMap<>();
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
                            CredentialsFingerprint.of(account),
                            node,
                            options.ceilings(),
                            budgets,
                            workers,
                            timer,
                            backoff));
            checks.put(account.sid(), new CredentialCheck(clock, () -> readAccount(account)));
        }
        noteRefusals(new RefusedCredentials(budgets, clock));
    }

    /** A restart must not hide why nothing is asked. */
    private void noteRefusals(RefusedCredentials refused) {
        try {
            for (RefusedCredentials.Refusal refusal : refused.of(accounts)) {
                log.warn(
                        "Twilio refuses the credentials of {}: nothing is asked for it until {}, or until its auth tokens"
                                + " change",
                        refusal.accountSid(),
                        refusal.until());
                check(refusal.accountSid()).suspect();
            }
        } catch (StorageException unavailable) {
            log.debug("whether Twilio has refused credentials is not known: {}", unavailable.getMessage());
        }
    }

    /**
     * Sends a request when it is its turn.
     *
     * @return completes with Twilio's answer, whatever its status; with an {@link UpstreamException} where there is none
     * @throws IllegalArgumentException for an account that is not among the settings
     */
    public CompletableFuture<UpstreamAnswer> send(UpstreamRequest request) {
        return send(request, null);
    }

    /**
     * Sends a request when it is its turn, and lets a stream take the body of a successful answer, in a thread of this client. For so long the request
     * is one of those under way, but only the time until the body begins counts for how quickly Twilio answers.
     *
     * @return completes with Twilio's answer, whatever its status, when its body was taken; with an {@link UpstreamException} where there is none, or
     *     its body did not end well
     * @throws IllegalArgumentException for an account that is not among the settings
     */
    public CompletableFuture<UpstreamAnswer> stream(UpstreamRequest request, AnswerStream stream) {
        return send(request, stream);
    }

    private CompletableFuture<UpstreamAnswer> send(UpstreamRequest request, @Nullable AnswerStream stream) {
        Governor governor = governors.get(request.accountSid());
        Account account = accounts.find(request.accountSid()).orElse(null);
        if (governor == null || account == null) {
            throw new IllegalArgumentException("no account of the settings: " + request.accountSid());
        }
        if (circuit(request).isOpen()) {
            return CompletableFuture.failedFuture(unreachable(circuit(request)));
        }
        CredentialCheck check = check(request.accountSid());
        if (!check.isSuspect()) {
            return submitted(request, stream, account, governor);
        }
        return check.tried()
                .thenCompose(answer -> check.isSuspect()
                        ? CompletableFuture.failedFuture(doubtful(answer))
                        : submitted(request, stream, account, governor));
    }

    private static UpstreamException doubtful(UpstreamAnswer answer) {
        return CredentialCheck.refuses(answer)
                ? new UpstreamException(Reason.REFUSED, "Twilio refuses the credentials")
                : new UpstreamException(
                        answer.status() == 429 ? Reason.BUSY : Reason.UNAVAILABLE,
                        "Twilio answered " + answer.status() + " when its credentials were tried");
    }

    private CompletableFuture<UpstreamAnswer> submitted(
            UpstreamRequest request, @Nullable AnswerStream stream, Account account, Governor governor) {
        return told(
                request,
                governor.submit(
                        request.purpose().lane(),
                        request.patience(),
                        (attempt, patience) -> attempt(request, stream, account, governor, attempt, patience, false)));
    }

    /** Reads the account itself, before everything else that waits. */
    private CompletableFuture<UpstreamAnswer> readAccount(Account account) {
        UpstreamRequest request = UpstreamRequest.get(
                account.sid(),
                Purpose.READ,
                Product.API,
                "/2010-04-01/Accounts/" + account.sid() + ".json",
                CHECK_PATIENCE);
        Governor governor = Objects.requireNonNull(governors.get(account.sid()));
        return told(
                request,
                governor.submitFirst(
                        request.purpose().lane(),
                        CHECK_PATIENCE,
                        (attempt, patience) -> attempt(request, null, account, governor, attempt, patience, true)));
    }

    private CompletableFuture<UpstreamAnswer> told(UpstreamRequest request, CompletableFuture<Outcome> sent) {
        return sent.handle((outcome, failure) -> {
            if (failure == null && outcome.failure() == null) {
                return Objects.requireNonNull(outcome.answer());
            }
            throw new CompletionException(failure == null ? outcome.failure() : told(failure, request.accountSid()));
        });
    }

    private CredentialCheck check(String accountSid) {
        return Objects.requireNonNull(checks.get(accountSid));
    }

    private Circuit circuit(UpstreamRequest request) {
        return Objects.requireNonNull(circuits.get(request.product()));
    }

    private Attempt<Outcome> attempt(
            UpstreamRequest request,
            @Nullable AnswerStream stream,
            Account account,
            Governor governor,
            int attempt,
            Duration patience,
            boolean isCheck) {
        Circuit circuit = circuit(request);
        if (!circuit.lets()) {
            return Attempt.answered(Outcome.of(unreachable(circuit)), 0);
        }
        Instant sentAt = clock.instant();
        UpstreamAnswer answer;
        try {
            Duration left = request.patienceForAnswer(patience);
            answer = stream == null
                    ? exchanges.send(request, account, left)
                    : exchanges.stream(request, account, left, stream);
        } catch (UpstreamException failed) {
            counter.sent(request, 0);
            if (failed.reason() == Reason.UNSAFE || failed.reason() == Reason.NOT_TAKEN) {
                return Attempt.answered(Outcome.of(failed), 0);
            }
            boolean hasBegun = stream != null && stream.hasBegun();
            if (hasBegun) {
                // It works: that a body ends early says nothing about other requests, and may be the fault of who takes
                // it.
                circuit.answered();
            } else {
                circuit.failed();
            }
            boolean again = attempt < MAX_ATTEMPTS
                    && !hasBegun
                    && (failed.reason() == Reason.UNAVAILABLE || request.isRepeatable());
            Outcome outcome = Outcome.of(
                    new UpstreamException(failed.reason(), String.valueOf(failed.getMessage()), circuit.left()));
            return again ? Attempt.failed(outcome, null) : Attempt.answered(outcome, 0);
        }
        counter.sent(request, answer.status());
        if (answer.isSuccess()) {
            credentials.accepted(request.accountSid(), sentAt);
        }
        if (CredentialCheck.refuses(answer)) {
            refused(request.accountSid(), governor, answer.status(), isCheck);
        }
        return judged(request, circuit, answer, attempt).thatTook(answer.took());
    }

    /** A refusal may be about what was asked for alone: only the account itself tells. */
    private void refused(String accountSid, Governor governor, int status, boolean isCheck) {
        if (!isCheck) {
            check(accountSid).lookInto();
            return;
        }
        log.warn(
                "Twilio refuses the credentials of {} with {}: nothing is asked for it for an hour, or until its auth"
                        + " tokens change",
                accountSid,
                status);
        check(accountSid).suspect();
        governor.stop(status, REFUSED_PAUSE);
        credentials.refused(accountSid, status);
    }

    private Attempt<Outcome> judged(UpstreamRequest request, Circuit circuit, UpstreamAnswer answer, int attempt) {
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
        return Attempt.answered(outcome, answer.concurrentRequests());
    }

    private static UpstreamException unreachable(Circuit circuit) {
        return new UpstreamException(Reason.UNAVAILABLE, "Twilio could not be reached lately", circuit.left());
    }

    /** Returns how long nothing is sent to a host that fails, in whole seconds; null where that is not so. */
    @Nullable
    Duration pause(Product product) {
        return Objects.requireNonNull(circuits.get(product)).left();
    }

    private Throwable told(Throwable failure, String accountSid) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (!(cause instanceof NoTurnException noTurn)) {
            return cause;
        }
        if (noTurn.reason() == NoTurnException.Reason.STOPPED) {
            credentials.stopped(accountSid);
            check(accountSid).suspect();
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
