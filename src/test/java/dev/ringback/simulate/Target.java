package dev.ringback.simulate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server on the loopback that keeps what it gets, and answers as told. */
public final class Target implements AutoCloseable {
    /** In place of a status: the connection is closed without an answer. */
    public static final int HANG_UP = -1;

    static {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Function<Request, Integer> answer;

    /** One request as it came; {@code target} is path and query, as they stood in the request line. */
    public record Request(
            String method,
            String target,
            String contentType,
            String signature,
            @Nullable String idempotencyToken,
            String body) {

        /** Twilio's own parameters, wherever they stand. */
        public Parameters parameters() {
            int query = target.indexOf('?');
            return FormBody.parse(method.equals("GET") ? target.substring(query + 1) : body)
                    .parameters();
        }
    }

    private Target(HttpServer server, Function<Request, Integer> answer) {
        this.server = server;
        this.answer = answer;
    }

    public static Target answering(int status) {
        return answering(request -> status);
    }

    public static Target answering(Function<Request, Integer> answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Target target = new Target(server, answer);
            server.createContext("/", target::handle);
            server.setExecutor(target.threads);
            server.start();
            return target;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Scheme, host and port. */
    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return origin() + "/twilio";
    }

    public List<Request> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            int status = answer.apply(request);
            if (status != HANG_UP) {
                exchange.sendResponseHeaders(status, -1);
            }
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), ""),
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Twilio-Signature"), ""),
                exchange.getRequestHeaders().getFirst("I-Twilio-Idempotency-Token"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
