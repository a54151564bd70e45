package dev.ringback.web.media;

import dev.ringback.outbound.BodyTarget;
import dev.ringback.outbound.OutboundResponse;
import dev.ringback.vault.content.MediaType;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes the content that one request asks Twilio for, and answers that request with it. */
final class RelayTarget implements BodyTarget {
    private final Wanted wanted;
    private final boolean isHead;
    private final CompletableFuture<Handler> answer;
    private volatile @Nullable RelayStream stream;

    /** @param isHead whether the headers alone are wanted: Twilio is asked by GET all the same, since signed addresses allow no other method */
    RelayTarget(Wanted wanted, boolean isHead, CompletableFuture<Handler> answer) {
        this.wanted = wanted;
        this.isHead = isHead;
        this.answer = answer;
    }

    /** Returns the content that has begun; null where none has. */
    @Nullable
    RelayStream stream() {
        return stream;
    }

    @Override
    public OutputStream open(OutboundResponse head) throws IOException {
        MediaType type = MediaType.of(head.header("content-type").orElse(""));
        if (!RelayAnswer.isContent(head) || (wanted.isRecording() && !type.isSound())) {
            throw new IOException("no content: status " + head.status() + ", type " + type.essence());
        }
        RelayStream opened = isHead ? null : new RelayStream();
        if (!answer.complete(new RelayAnswer(wanted, head, opened)) || opened == null) {
            throw new IOException("nobody waits for the content");
        }
        stream = opened;
        return opened;
    }
}
