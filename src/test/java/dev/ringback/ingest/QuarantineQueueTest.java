package dev.ringback.ingest;

import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.ingest.QuarantineQueue.Waiting;
import dev.ringback.model.Digest;
import dev.ringback.model.HeaderFields;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.RefusedRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class QuarantineQueueTest {
    private final QuarantineQueue queue = new QuarantineQueue(8, 100_000);

    @Test
    void oursComeFirstAndStrangersTakeNoneOfTheirPlaces() throws InterruptedException {
        assertThat(queue.offer(waiting(false, 1))).isTrue();
        assertThat(queue.offer(waiting(false, 2))).isTrue();
        assertThat(queue.offer(waiting(false, 3))).isFalse();
        for (int i = 0; i < 8; i++) {
            assertThat(queue.offer(waiting(true, i))).isTrue();
        }
        assertThat(queue.offer(waiting(true, 8))).isFalse();

        List<Waiting> taken = queue.poll(100, 100_000, 0);

        assertThat(taken).hasSize(10);
        assertThat(taken.subList(0, 8)).allMatch(one -> one.request().known());
        assertThat(queue.poll(100, 100_000, 0)).isEmpty();
        assertThat(queue.offer(waiting(false, 3))).isTrue();
    }

    @Test
    void bytesAreBoundedButOneRequestAlwaysFits() throws InterruptedException {
        assertThat(queue.offer(waiting(true, 90_000))).isTrue();
        assertThat(queue.offer(waiting(true, 20_000))).isFalse();
        assertThat(queue.poll(100, 10, 0)).hasSize(1);
        assertThat(queue.offer(waiting(true, 200_000))).isTrue();
        assertThat(queue.offer(waiting(true, 1))).isFalse();
    }

    @Test
    void aTurnHoldsOnlySoMuch() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            queue.offer(waiting(true, 10_000));
        }

        assertThat(queue.poll(3, 100_000, 0)).hasSize(3);
        queue.offer(waiting(true, 10_000));
        assertThat(queue.poll(3, 15_000, 0)).hasSize(1);
        assertThat(queue.poll(3, 100_000, 0)).hasSize(1);
    }

    @Test
    void aClosedQueueStillGivesWhatItHas() throws InterruptedException {
        queue.offer(waiting(true, 1));
        queue.close();

        assertThat(queue.offer(waiting(true, 1))).isFalse();
        assertThat(queue.poll(100, 100_000, Long.MAX_VALUE)).hasSize(1);
        assertThat(queue.poll(100, 100_000, Long.MAX_VALUE)).isEmpty();
    }

    private static Waiting waiting(boolean known, int bodyBytes) {
        RefusedRequest request = new RefusedRequest(
                sid("AC"),
                known,
                "mismatch",
                TestServer.NOW,
                "127.0.0.1",
                "POST",
                "http",
                "/twilio",
                new HeaderFields(List.of()),
                PayloadFormat.FORM,
                "x".repeat(bodyBytes),
                new Digest(0, bodyBytes));
        return new Waiting(request, new CompletableFuture<>());
    }
}
