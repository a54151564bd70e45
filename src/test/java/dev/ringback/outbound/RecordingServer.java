package dev.ringback.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service on a free port of 127.0.0.1 that remembers what it was sent, and answers what it is told to; and a client that may go there. */
public final class RecordingServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final OutboundHttp http =
            new OutboundHttp(new PrivateNetworkGuard(List.of("127.0.0.1", "localhost")), Duration.ofSeconds(10));
    private final List<Recorded> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> next = new ArrayDeque<>();
    private Answer otherwise = new Answer(200, Map.of(), "");

    private RecordingServer(HttpServer server) {
        this.server = server;
    }

    /** Answers 200 with an empty body until it is told otherwise. */
    public static RecordingServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RecordingServer recording = new RecordingServer(server);
            server.createContext("/", recording::handle);
            server.start();
            return recording;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns the URL of a path on this server, with or without a query. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** A client that may send here. */
    public OutboundHttp http() {
        return http;
    }

    /** Sets the response to every request from now on. */
    public RecordingServer answers(int status, String body) {
        return answers(status, Map.of(), body);
    }

    /** Sets the response to every request from now on. */
    public synchronized RecordingServer answers(int status, Map<String, String> headers, String body) {
        otherwise = new Answer(status, headers, body);
        return this;
    }

    /** Sets the response to one request. Several are used one after the other, before the one for every request. */
    public synchronized RecordingServer answersOnce(int status, Map<String, String> headers, String body) {
        next.add(new Answer(status, headers, body));
        return this;
    }

    /** All requests so far, the oldest first. */
    public List<Recorded> requests() {
        return List.copyOf(requests);
    }

    /** The one request so far. */
    public Recorded request() {
        if (requests.size() != 1) {
            throw new AssertionError("not one request but " + requests);
        }
        return requests.get(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Recorded(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
            Answer answer = answer();
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Answer answer() {
        Answer once = next.poll();
        return once == null ? otherwise : once;
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        http.close();
    }

    private record Answer(int status, Map<String, String> headers, String body) {}

    /**
     * A request.
     *
     * @param path with the query, as it was sent
     * @param headers by their names in small letters; several of a name with commas between
     */
    public record Recorded(String method, String path, Map<String, String> headers, String body) {
        public String header(String nameInSmallLetters) {
            return headers.getOrDefault(nameInSmallLetters, "");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException none) {
                throw new AssertionError("no JSON: " + body, none);
            }
        }
    }
}
