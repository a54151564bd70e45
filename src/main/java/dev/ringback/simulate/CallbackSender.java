package dev.ringback.simulate;

import dev.ringback.simulate.traffic.SimulatedCallback;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Delivers callbacks over HTTP and counts what becomes of them. Nothing is tried again, because Twilio by default tries nothing again that
 * reached the server, and nothing is redirected: a redirect means that the target is not the final URL. (The JDK's client by itself repeats
 * a GET whose kept connection was closed without an answer; here it counts once.)
 */
final class CallbackSender {
    private final DeliveryOptions options;
    private final RequestSigner signer;
    private final OutcomeCounter counter;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    CallbackSender(DeliveryOptions options, OutcomeCounter counter) {
        this.options = options;
        this.signer = new RequestSigner(options);
        this.counter = counter;
    }

    /**
     * Sends all, and returns when each is answered or lost.
     *
     * @param inTurn whether a callback waits for the answer to the one before it of the same scenario
     * @throws InterruptedException when interrupted; what is on its way is not waited for
     */
    void send(Iterator<SimulatedCallback> callbacks, boolean inTurn) throws InterruptedException {
        RateLimiter limiter = new RateLimiter(options.rate());
        ScenarioQueues queues = new ScenarioQueues();
        Semaphore free = new Semaphore(options.concurrency());
        while (callbacks.hasNext()) {
            SimulatedCallback callback = callbacks.next();
            HttpRequest request = signer.sign(callback);
            free.acquire();
            limiter.await();
            CompletableFuture<Void> done = inTurn
                    ? queues.enqueue(callback.scenario(), () -> send(callback, request))
                    : send(callback, request);
            CompletableFuture<Void> unused = done.whenComplete((nothing, failure) -> free.release());
        }
        free.acquire(options.concurrency());
    }

    private CompletableFuture<Void> send(SimulatedCallback callback, HttpRequest request) {
        long start = System.nanoTime();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                // The request's own time-out ends with the headers; a body that never ends would hold its place for
                // ever.
                .orTimeout(RequestSigner.patience(callback).toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> count(callback, response, failure, System.nanoTime() - start));
    }

    private @Nullable Void count(
            SimulatedCallback callback,
            @Nullable HttpResponse<Void> response,
            @Nullable Throwable failure,
            long nanos) {
        if (response != null) {
            counter.answered(callback, response.statusCode(), nanos);
        } else if (failure != null) {
            counter.lost(callback, RequestFailure.because(failure));
        }
        return null;
    }
}
