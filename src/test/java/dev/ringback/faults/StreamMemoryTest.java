package dev.ringback.faults;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.web.live.SignedPosts;
import dev.ringback.web.live.StreamClient;
import dev.ringback.web.live.StreamClient.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As after a restart: many clients resume at once, each at another place of a log whose events are large, on a small heap. */
@Tag("long")
class StreamMemoryTest {
    private static final int HEAP_MEGABYTES = 256;
    /** The Java machine itself, beside the heap: classes, code, threads, buffers. */
    private static final int MEGABYTES_BESIDE_THE_HEAP = 250;

    private static final int EVENTS = Form.pick(1_500, 1_500, 6_000);
    private static final int EVENT_BYTES = 20_000;
    private static final int CLIENTS = 80;
    private static final int ONE_IN = 50;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void eachIsToldTheRestAndMemoryIsBounded() throws Exception {
        int port = ServeProcess.freePort();
        try (ServeProcess serve = new ServeProcess.Recipe(folder.resolve("memory.db"), port)
                .javaOption("-Xmx" + HEAP_MEGABYTES + "m")
                .start()) {
            SignedPosts posts = new SignedPosts(port);
            String generation;
            try (StreamClient client = stream(serve).begin()) {
                generation = client.lastId().replaceFirst("-.*", "");
            }
            List<Long> undelivered = new ArrayList<>();
            for (int i = 1; i <= EVENTS; i++) {
                boolean isTold = i % ONE_IN == 0;
                posts.post(messageStatus(sid("SM"), isTold ? "undelivered" : "sent")
                        .with("Body", "x".repeat(EVENT_BYTES)));
                if (isTold) {
                    undelivered.add((long) i);
                }
            }
            List<CompletableFuture<List<Long>>> told = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                long after = (long) i * EVENTS / CLIENTS;
                int rest = (int) undelivered.stream().filter(id -> id > after).count();
                told.add(CompletableFuture.supplyAsync(
                        () -> read(serve, generation + "-" + after, rest), Background.THREADS));
            }
            for (int i = 0; i < CLIENTS; i++) {
                long after = (long) i * EVENTS / CLIENTS;
                assertThat(told.get(i).get())
                        .isEqualTo(undelivered.stream().filter(id -> id > after).toList());
            }
            assertThat(serve.said()).doesNotContain("OutOfMemoryError");
            assertThat(serve.residentMegabytes()).isLessThan(HEAP_MEGABYTES + MEGABYTES_BESIDE_THE_HEAP);
            new ResultRow(
                            "56-stream-memory",
                            CLIENTS + " clients that resume at different places of a log of large events")
                    .figure("%,d events of %,d bytes looked through by each", EVENTS, EVENT_BYTES)
                    .figure("%d MB resident with a heap of %d MB", serve.residentMegabytes(), HEAP_MEGABYTES)
                    .write();
        }
    }

    private static StreamClient.Opening stream(ServeProcess serve) {
        return StreamClient.at(serve.apiUrl("")).as(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN);
    }

    private static List<Long> read(ServeProcess serve, String after, int events) {
        try (StreamClient client =
                stream(serve).asLines().with("Status=undelivered").after(after).begin()) {
            return client.next(events).stream().map(Told::eventId).toList();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
