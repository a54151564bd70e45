package dev.ringback.web.media;

import dev.ringback.web.late.AsyncBody;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes content from Twilio and sends it on, no faster than the client takes it: whoever writes here waits for that. A client that takes nothing for a while loses its
 * connection, which ends the wait.
 */
final class RelayStream extends OutputStream {
    /** The door hangs up on a client sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CompletableFuture<AsyncBody> body = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Sends to this body from now on, and returns the stage that ends when all is sent. */
    CompletableFuture<Void> sendTo(AsyncBody answer) {
        body.complete(answer);
        return end;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        AsyncBody answer = await(body);
        await(answer.ready());
        answer.write(bytes, offset, length);
        // The bytes belong to the answer until then.
        await(answer.ready());
    }

    private static <T> T await(CompletableFuture<T> stage) throws IOException {
        try {
            return stage.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException gone) {
            throw new IOException("the client has gone, or takes nothing", gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** Ends the content well: all of it was written. */
    void succeed() {
        CompletableFuture<Void> unused = body.thenCompose(AsyncBody::ready).whenComplete((ready, failure) -> {
            if (failure == null) {
                end.complete(null);
            } else {
                end.completeExceptionally(failure);
            }
        });
    }

    /** Ends the content because no more of it comes. */
    void fail(IOException reason) {
        end.completeExceptionally(reason);
    }
}
