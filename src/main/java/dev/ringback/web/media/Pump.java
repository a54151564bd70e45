package dev.ringback.web.media;

import dev.ringback.web.late.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends a part of content of the vault. A thread reads and writes for as long as the client takes what is written; then it leaves, until there is room again. Used
 * for one answer, by one thread at a time.
 */
final class Pump {
    /** What Jetty writes at once. */
    private static final int BUFFER = 32 * 1024;

    /** After so many bytes others have their turn. */
    private static final long TURN = 4 * 1024 * 1024;

    private final InputStream content;
    private final AsyncBody body;
    private final Executor readers;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private byte @Nullable [] buffer;
    private long left;

    private Pump(InputStream content, long length, AsyncBody body, Executor readers) {
        this.content = content;
        this.left = length;
        this.body = body;
        this.readers = readers;
    }

    /**
     * Begins to send.
     *
     * @param length bytes that are sent
     * @return ends when they are; fails where the content ends before, cannot be read, or the client has gone
     */
    static CompletableFuture<Void> start(InputStream content, long length, AsyncBody body, Executor readers) {
        Pump pump = new Pump(content, length, body, readers);
        pump.later(body.ready());
        return pump.end;
    }

    private void later(CompletableFuture<Void> ready) {
        CompletableFuture<Void> unused = ready.handleAsync(
                (done, failure) -> {
                    if (failure == null) {
                        go();
                    } else {
                        end.completeExceptionally(failure);
                    }
                    return null;
                },
                readers);
    }

    private void go() {
        try {
            CompletableFuture<Void> ready = body.ready();
            for (long turn = 0; isEndedWell(ready) && left > 0 && turn < TURN; ready = body.ready()) {
                turn += copy();
            }
            if (isEndedWell(ready) && left == 0) {
                end.complete(null);
            } else {
                later(ready);
            }
        } catch (IOException | RuntimeException failed) {
            end.completeExceptionally(failed);
        }
    }

    private static boolean isEndedWell(CompletableFuture<Void> stage) {
        return stage.isDone() && !stage.isCompletedExceptionally();
    }

    private int copy() throws IOException {
        byte[] bytes = buffer == null ? new byte[(int) Math.min(BUFFER, left)] : buffer;
        buffer = bytes;
        int read = read(bytes);
        body.write(bytes, 0, read);
        left -= read;
        return read;
    }

    private int read(byte[] bytes) throws BrokenContentException {
        int read;
        try {
            read = content.read(bytes, 0, (int) Math.min(bytes.length, left));
        } catch (IOException failed) {
            throw new BrokenContentException(String.valueOf(failed.getMessage()));
        }
        if (read < 0) {
            throw new BrokenContentException("it ends " + left + " bytes early");
        }
        return read;
    }
}
