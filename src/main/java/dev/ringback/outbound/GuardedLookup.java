package dev.ringback.outbound;

import dev.ringback.concurrent.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks up hosts past a guard, and waits for a resolver that hangs no longer than a request may take. Safe for use by many threads. */
final class GuardedLookup implements AutoCloseable {
    private final PrivateNetworkGuard guard;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> DaemonThreads.create("ringback-lookup", task));

    GuardedLookup(PrivateNetworkGuard guard) {
        this.guard = guard;
    }

    /** Asks something of the guard. */
    private interface Question<T> {
        T ask() throws UnknownHostException;
    }

    /**
     * Resolves a host to the addresses to connect to.
     *
     * @throws UnknownHostException as {@link PrivateNetworkGuard#resolve} does
     * @throws SocketTimeoutException when that takes too long
     */
    InetAddress[] resolve(String host, Duration patience) throws IOException {
        return within(patience, () -> guard.resolve(host));
    }

    /**
     * Checks a host that another looks up.
     *
     * @throws UnknownHostException as {@link PrivateNetworkGuard#check} does
     * @throws SocketTimeoutException when that takes too long
     */
    void check(String host, Duration patience) throws IOException {
        within(patience, () -> {
            guard.check(host);
            return host;
        });
    }

    private <T> T within(Duration patience, Question<T> question) throws IOException {
        Future<T> answer = threads.submit(question::ask);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            answer.cancel(true);
            throw new SocketTimeoutException("the name of the host was not resolved in time");
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IOException("the host cannot be looked up", failed);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
