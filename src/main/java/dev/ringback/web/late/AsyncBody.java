package dev.ringback.web.late;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of an answer as fast as its client takes it, while no thread waits. One thread writes at a time; what it hands over must not change until the
 * next write may be done.
 */
public final class AsyncBody implements WriteListener {
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final ServletOutputStream output;
    private CompletableFuture<Void> possible = new CompletableFuture<>();
    private @Nullable Throwable failure;

    private AsyncBody(ServletOutputStream output) {
        this.output = output;
    }

    /** Begins a body. The request has to be asynchronous, and nobody else may write to the stream. */
    public static AsyncBody begin(ServletOutputStream output) {
        AsyncBody body = new AsyncBody(output);
        output.setWriteListener(body);
        return body;
    }

    /** Returns a stage that ends when more can be written, and fails when nothing can any more; it may have ended already. */
    public synchronized CompletableFuture<Void> ready() {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        if (!possible.isDone()) {
            return possible;
        }
        if (output.isReady()) {
            return NOW;
        }
        possible = new CompletableFuture<>();
        return possible;
    }

    /** Writes bytes; to be called once after each {@link #ready} that has ended well. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        output.write(bytes, offset, length);
    }

    /** Sends what has been written; to be called once after each {@link #ready} that has ended well, like a write. */
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public void onWritePossible() {
        awaited().complete(null);
    }

    @Override
    public void onError(Throwable thrown) {
        synchronized (this) {
            failure = thrown;
        }
        awaited().completeExceptionally(thrown);
    }

    private synchronized CompletableFuture<Void> awaited() {
        return possible;
    }
}
