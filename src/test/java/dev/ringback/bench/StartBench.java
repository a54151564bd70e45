package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From the start of {@code scripts/ringback serve} to its first answers, as whoever waits for it sees them, and to its full speed. */
final class StartBench implements Part {
    private static final int TIMES = 5;
    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
    private static final long SEED = 4;

    private final Workshop workshop;
    private final Part speed;
    private long callbacks;

    /** @param quick looks at the first seconds only */
    StartBench(Workshop workshop, boolean quick) {
        this.workshop = workshop;
        this.speed = new SpeedAfterStart(workshop, quick ? 3 : 40);
    }

    /**
     * Milliseconds since the process was asked for.
     *
     * @param cpu processor time that the first answer took, on all processors together: what a busy machine does not change
     */
    private record Times(double health, double callback, double cpu) {}

    @Override
    public void run(Report report) {
        Path database = workshop.freshDatabase("start");
        List<Times> empty = new ArrayList<>();
        List<Times> existing = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            workshop.deleteDatabase(database);
            empty.add(start(database));
            existing.add(start(database));
        }
        fact(report, "existing database", existing);
        fact(report, "no database yet", empty);
        workshop.deleteDatabase(database);
        speed.run(report);
    }

    private static void fact(Report report, String name, List<Times> times) {
        report.fact(
                "start to first answer, " + name,
                Report.format(
                        "%.0f ms (%.0f to %.0f), %.0f ms of processor time; to first stored callback %.0f ms; median of %d",
                        median(times.stream().map(Times::health).toList()),
                        times.stream().mapToDouble(Times::health).min().orElse(0),
                        times.stream().mapToDouble(Times::health).max().orElse(0),
                        median(times.stream().map(Times::cpu).toList()),
                        median(times.stream().map(Times::callback).toList()),
                        times.size()));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private Times start(Path database) {
        int port = freePort();
        long began = System.nanoTime();
        try (ServerProcess server = workshop.serve(database, port)) {
            awaitAnswer(port, HEALTH, "200", server);
            double health = millisSince(began);
            double cpu = CpuTimes.of(server.pid()).serverSeconds() * 1e3;
            String form = StatusTraffic.form(SEED, callbacks++, "sent");
            awaitAnswer(port, RequestFiles.request(form), "204", server);
            Times times = new Times(health, millisSince(began), cpu);
            System.out.printf(
                    "  start: %,.0f ms (%,.0f ms of processor time), first callback %,.0f ms%n",
                    times.health(), times.cpu(), times.callback());
            server.awaitReady();
            return times;
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    private static void awaitAnswer(int port, String request, String status, ServerProcess server) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String answer = "";
        while (!answer.startsWith("HTTP/1.1 " + status)) {
            if (!server.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("no answer " + status + " at the door, but: " + answer);
            }
            Pause.millis(2);
            answer = ask(port, request);
        }
    }

    /** The first line of the answer, empty where nobody listens yet. */
    private static String ask(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.ISO_8859_1);
        } catch (IOException notYet) {
            return "";
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
