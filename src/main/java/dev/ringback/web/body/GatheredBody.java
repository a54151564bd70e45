package dev.ringback.web.body;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is coming. The bytes are copied as they come: the buffers they arrive in are large, and a client that sends them
 * one by one would have each keep such a buffer.
 */
final class GatheredBody implements Invocable.Task, BodyBudget.Holder {
    /** Bytes of a body that is too large which are still read, and thrown away: a client that is still sending sees no answer. */
    private static final long DRAIN_BYTES = 8_000_000;

    private final BodyLimits limits;
    private final Handler next;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final BodyBytes bytes;
    private long drained;
    private boolean waited;
    private Scheduler.@Nullable Task deadline;
    private boolean read;
    private volatile boolean givenUp;

    GatheredBody(BodyLimits limits, Handler next, Request request, Response response, Callback callback) {
        this.limits = limits;
        this.next = next;
        this.request = request;
        this.response = response;
        this.callback = callback;
        // One more than is allowed, so that whoever reads it sees that it is too large.
        this.bytes = new BodyBytes(limits.memory(), limits.maxBodyBytes() + 1);
    }

    /** Called by Jetty when there is more to read, or when reading failed; never twice at a time. */
    @Override
    public void run() {
        try {
            read();
        } catch (Throwable unexpected) {
            stopReading();
            release();
            callback.failed(unexpected);
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void read() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                await();
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                stopReading();
                failed(chunk.getFailure());
                return;
            }
            bytes.add(chunk.getByteBuffer());
            drained += chunk.remaining();
            chunk.release();
            if (chunk.isLast() || drained > DRAIN_BYTES) {
                stopReading();
                complete();
                return;
            }
        }
    }

    private void await() {
        if (!waited) {
            waited = true;
            Duration patience = limits.patience();
            deadline = request.getComponents()
                    .getScheduler()
                    .schedule(
                            () -> failReading(new TimeoutException("the body took longer than " + patience)),
                            patience.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
        limits.budget().hold(this, bytes.capacity());
        request.demand(this);
    }

    /** Lets go what came, since there is no room for it, and tells the client so. */
    @Override
    public synchronized void giveUp() {
        givenUp = true;
        failReading(new IOException("too many bodies are unfinished"));
        if (read) {
            bytes.letGo();
        }
    }

    /** Makes the next read fail. Not once all was read: by then the connection may be at its next request. */
    private synchronized void failReading(Exception reason) {
        if (!read) {
            request.fail(reason);
        }
    }

    private void stopReading() {
        synchronized (this) {
            read = true;
        }
        Scheduler.Task task = deadline;
        if (task != null) {
            task.cancel();
        }
    }

    private void failed(Throwable failure) {
        release();
        if (givenUp) {
            refuse();
        } else {
            request.getContext().execute(() -> handle(Content.Chunk.from(failure, true)));
        }
    }

    private void complete() {
        if (bytes.size() > limits.largeBytes()) {
            limits.budget().hold(this, bytes.capacity());
            limits.largeBodies().run(request.getContext(), this::handOver);
        } else if (waited) {
            // not in the thread that looks after all connections
            request.getContext().execute(this::handOver);
        } else {
            handOver();
        }
    }

    private void handOver() {
        limits.budget().release(this);
        Content.Chunk content;
        synchronized (this) {
            content = givenUp ? null : Content.Chunk.from(bytes.take(), true);
        }
        if (content == null) {
            refuse();
        } else {
            handle(content);
        }
    }

    private void release() {
        limits.budget().release(this);
        bytes.letGo();
    }

    private void refuse() {
        bytes.letGo();
        limits.overloaded();
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
    }

    private void handle(Content.Chunk content) {
        Request gathered = new Gathered(request, content);
        try {
            if (!next.handle(gathered, response, callback)) {
                Response.writeError(gathered, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable failure) {
            Response.writeError(gathered, response, callback, failure);
        }
    }

    /** The request with all of its body there. */
    private static final class Gathered extends Request.Wrapper {
        private Content.Chunk content;

        Gathered(Request request, Content.Chunk content) {
            super(request);
            this.content = content;
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk first = content;
            content = Content.Chunk.next(first);
            return first;
        }

        @Override
        public void demand(Runnable demandCallback) {
            getContext().execute(demandCallback);
        }
    }
}
