package dev.ringback.web.media;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * Counts the requests that content is sent to, and has the threads that read the vault for them. A client that reads slowly takes a place of its account here, which
 * keeps nobody from reading anything else, and no thread. A store that does not answer takes threads of this, and none of the door. Safe for use by many threads.
 */
public final class Transfers implements AutoCloseable {
    /** As many as an account may have other requests under way. */
    static final int MOST_OF_ACCOUNT = 200;

    /** They wait for disks or for a bucket, hardly ever for a processor. */
    private static final int READERS = 16;

    private static final long KEPT_SECONDS = 30;

    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(
            READERS,
            READERS,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.numbered("ringback-media"));
    private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();

    public Transfers() {
        readers.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins a transfer, which ends with its request.
     *
     * @throws TwilioException 429 when the account has too many
     */
    Transfer begin(Context ctx, String accountSid) {
        AtomicInteger count = underWay.computeIfAbsent(accountSid, account -> new AtomicInteger());
        int now = count.incrementAndGet();
        Transfer transfer = new Transfer(count::decrementAndGet);
        Request request = ServletContextRequest.getServletContextRequest(ctx.req());
        Request.addCompletionListener(request, failure -> transfer.end());
        if (now > MOST_OF_ACCOUNT) {
            throw new TwilioException(TwilioError.TOO_MANY_REQUESTS, "Too Many Requests");
        }
        return transfer;
    }

    /** Returns the threads that read the vault. */
    Executor readers() {
        return readers;
    }

    /** Reads no more. */
    @Override
    public void close() {
        readers.shutdownNow();
    }
}
