package dev.ringback.simulate.api.state;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.EventKind;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.simulate.DeliveryOptions;
import dev.ringback.simulate.RequestSigner;
import dev.ringback.simulate.ScenarioQueues;
import dev.ringback.simulate.traffic.Form;
import dev.ringback.simulate.traffic.SimulatedCallback;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends callbacks to the URLs that creates named, signed with the account's first auth token. Those of one resource follow each other; none
 * is repeated, and a settable share is lost. Safe for use by many threads.
 */
public final class Callbacks {
    private static final int AT_ONCE = 64;

    private final Accounts accounts;
    private final Conditions conditions;
    private final Chance chance;
    private final ScenarioQueues queues = new ScenarioQueues();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<Long, CompletableFuture<Void>> onTheirWay = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private CallbackCounts counts = CallbackCounts.NONE;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Signs with the tokens of these accounts. */
    public Callbacks(Accounts accounts, Conditions conditions, Chance chance) {
        this.accounts = accounts;
        this.conditions = conditions;
        this.chance = chance;
    }

    /**
     * Sends a callback, unless it is one of those that get lost. Waits only where very many are on their way.
     *
     * @param sid of the resource whose callbacks follow each other
     */
    public void send(EventKind kind, String accountSid, String sid, CallbackTarget target, Form form) {
        if (chance.hits(conditions.lostCallbacks())) {
            count(new CallbackCounts(1, 0, 0, 0));
            return;
        }
        SimulatedCallback callback = callback(kind, sid, target, form);
        HttpRequest request = signer(accountSid, target).sign(callback);
        free.acquireUninterruptibly();
        CompletableFuture<Void> sending = enqueue(sid, callback, request);
        long own = number.incrementAndGet();
        onTheirWay.put(own, sending);
        CompletableFuture<Void> unused = sending.whenComplete((done, failure) -> {
            onTheirWay.remove(own);
            free.release();
        });
    }

    private synchronized CompletableFuture<Void> enqueue(String sid, SimulatedCallback callback, HttpRequest request) {
        return queues.enqueue(
                sid,
                () -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .orTimeout(RequestSigner.patience(callback).toMillis(), TimeUnit.MILLISECONDS)
                        .handle((response, failure) -> count(outcome(response))));
    }

    private static CallbackCounts outcome(@Nullable HttpResponse<Void> response) {
        if (response == null) {
            return new CallbackCounts(0, 0, 0, 1);
        }
        boolean accepted = response.statusCode() / 100 == 2;
        return accepted ? new CallbackCounts(0, 1, 0, 0) : new CallbackCounts(0, 0, 1, 0);
    }

    private synchronized @Nullable Void count(CallbackCounts more) {
        counts = counts.plus(more);
        return null;
    }

    /** Returns when all that was sent until now is answered or lost. */
    public void awaitAnswers() {
        CompletableFuture.allOf(onTheirWay.values().toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /** Returns what became of them so far. */
    public synchronized CallbackCounts counts() {
        return counts;
    }

    private static SimulatedCallback callback(EventKind kind, String sid, CallbackTarget target, Form form) {
        String payload = target.method().equals("GET") ? form.query() : form.body();
        return new SimulatedCallback(kind, sid, target.method(), "", PayloadFormat.FORM, payload, null, false);
    }

    private RequestSigner signer(String accountSid, CallbackTarget target) {
        String token = accounts.find(accountSid)
                .map(Account::authTokens)
                .map(tokens -> tokens.get(0))
                .orElseThrow(() -> new IllegalStateException("no account " + accountSid));
        SigningKey key = new SigningKey(token, SignatureAlgorithm.HMAC_SHA1);
        return new RequestSigner(new DeliveryOptions(target.url(), target.url(), key, 0, 1));
    }
}
