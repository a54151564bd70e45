package dev.ringback.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Somebody to whom events and notices are forwarded: takes CloudEvents at {@code /events} and notices at {@code /notices}, takes its time, and
 * answers some of them with 503. Safe for use by many threads.
 */
final class Consumer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_MILLIS = 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final HttpServer server;
    private final List<String> events = new ArrayList<>();
    private final List<JsonNode> notices = new ArrayList<>();
    private final Random random = new Random(3);
    private final int failuresInAHundred;

    Consumer(int failuresInAHundred) throws IOException {
        this.failuresInAHundred = failuresInAHundred;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode said = JSON.readTree(exchange.getRequestBody());
        try {
            Thread.sleep(chance(MOST_MILLIS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        boolean fails = chance(100) < failuresInAHundred;
        if (!fails) {
            take(exchange.getRequestURI().getPath(), said);
        }
        exchange.sendResponseHeaders(fails ? 503 : 204, -1);
        exchange.close();
    }

    private synchronized int chance(int bound) {
        return random.nextInt(bound);
    }

    private synchronized void take(String path, JsonNode said) {
        if (path.equals("/notices")) {
            notices.add(said.path("data"));
        } else {
            events.add(said.path("subject").asText() + " " + said.path("id").asText());
        }
    }

    /** What was taken, in its order, as SID and digest. */
    synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** The notices that were taken, in their order. */
    synchronized List<JsonNode> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
