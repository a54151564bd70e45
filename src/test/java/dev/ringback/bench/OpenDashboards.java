package dev.ringback.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Plays browsers that have the first page open: each hears every few seconds that there were changes, and looks again, as the page's script does. */
final class OpenDashboards implements Beside {
    private static final int INTERVAL = 3;
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.SECONDS.toNanos(INTERVAL);

    private final OpenStreams streams;
    private final AtomicLong looks = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Thread looking;
    private volatile boolean stopping;

    private OpenDashboards(ServerProcess server, int count) {
        streams = OpenStreams.open(
                server.apiPort(),
                count,
                i -> Paths.stream()
                        + "?Kind=message-status&Kind=inbound-message&Kind=call-status&Kind=debugger&Interval="
                        + INTERVAL);
        looking = new Thread(() -> look(server, count), "dashboards");
        looking.setDaemon(true);
        looking.start();
    }

    static OpenDashboards open(ServerProcess server, int count) {
        return new OpenDashboards(server, count);
    }

    /** Looks one after the other, so that each looks as often as it would. */
    private void look(ServerProcess server, int count) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest first = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.apiPort() + "/"))
                .header("Authorization", BenchAccount.basicAuth())
                .build();
        long due = System.nanoTime();
        while (!stopping) {
            try {
                HttpResponse<byte[]> answer = client.send(first, HttpResponse.BodyHandlers.ofByteArray());
                looks.incrementAndGet();
                if (answer.statusCode() != 200) {
                    failures.incrementAndGet();
                }
            } catch (IOException e) {
                failures.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            due += BETWEEN_LOOKS_NANOS / count;
            long rest = due - System.nanoTime();
            if (rest > 0) {
                Pause.millis(TimeUnit.NANOSECONDS.toMillis(rest));
            }
        }
    }

    @Override
    public void measured(Sample sample) {
        stopping = true;
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.close();
    }

    long looks() {
        return looks.get();
    }

    long failures() {
        return failures.get();
    }
}
