package dev.ringback.simulate.api.http;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Listens for requests. Each has a thread for as long as it is under way, so that it may be slow, or never be answered. */
public final class ApiServer implements AutoCloseable {
    private static final int MAX_THREADS = 2_000;
    private static final Duration SILENCE = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String host;
    private final Supplier<Instant> now;
    private final Receiver receiver;
    private final Server server = new Server(
            new QueuedThreadPool(MAX_THREADS, 8, 10_000, -1, null, null, DaemonThreads.numbered("simulated-twilio")));
    private final ServerConnector connector;
    private volatile CountDownLatch up = new CountDownLatch(1);
    private @Nullable Socket placeholder;

    /**
     * Creates a server that does not listen yet.
     *
     * @param port 0 for any free one
     * @param now the time of the stand-in
     */
    public ApiServer(String host, int port, Supplier<Instant> now, Receiver receiver) {
        this.host = host;
        this.now = now;
        this.receiver = receiver;
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Labels of participants may hold anything, escaped.
        http.setUriCompliance(UriCompliance.UNSAFE);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(1024);
        connector.setShutdownIdleTimeout(1);
        // Silence has to last: the client is to give up, not this server.
        connector.setIdleTimeout(SILENCE.toMillis());
        server.addConnector(connector);
        server.setStopTimeout(0);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws IOException {
                answer(request, response, callback);
                return true;
            }
        });
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the port is taken
     */
    public void start() throws IOException {
        run(server::start);
        connector.setPort(connector.getLocalPort());
    }

    /** Scheme, host and port. */
    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    public int port() {
        return connector.getPort();
    }

    /** Cuts every connection, and refuses new ones. Does nothing when it is down already. */
    public synchronized void goDown() throws IOException {
        if (placeholder == null) {
            up.countDown();
            run(connector::stop);
            placeholder = bound();
        }
    }

    /** Listens again, at the same port. Does nothing when it is up. */
    public synchronized void comeUp() throws IOException {
        if (placeholder != null) {
            placeholder.close();
            placeholder = null;
            up = new CountDownLatch(1);
            run(connector::start);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        up.countDown();
        if (placeholder != null) {
            placeholder.close();
        }
        run(server::stop);
    }

    /**
     * Keeps the port from others: bound without listening, whoever connects is refused. The thread that accepts connections may take a moment
     * to let go of the port.
     */
    private Socket bound() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Socket socket = new Socket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(host, port()));
                return socket;
            } catch (BindException stillListening) {
                socket.close();
                if (System.nanoTime() - deadline > 0) {
                    throw stillListening;
                }
                Thread.onSpinWait();
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    /** Jetty declares every exception there is. */
    private static void run(Step step) throws IOException {
        try {
            step.run();
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }

    private void pause(Duration time) {
        try {
            if (!time.isZero() && up.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Request request, Response response, Callback callback) throws IOException {
        try {
            receiver.receive(read(request), new JettyReply(request, response, callback, this::pause));
        } catch (IOException hungUp) {
            callback.failed(hungUp);
        }
    }

    private IncomingRequest read(Request request) throws IOException {
        ByteBuffer body = Content.Source.asByteBuffer(request);
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        String type = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.CONTENT_TYPE), "");
        Parameters form = type.startsWith("application/x-www-form-urlencoded")
                ? FormBody.parse(bytes).parameters()
                : Parameters.none();
        String query = Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
        return new IncomingRequest(
                now.get(),
                request.getMethod(),
                Objects.requireNonNullElse(request.getHttpURI().getPath(), "/"),
                FormBody.parse(query).parameters(),
                form,
                headers(request),
                "http://" + Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.HOST), host));
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getLowerCaseName(), Objects.requireNonNullElse(field.getValue(), ""));
        }
        return Map.copyOf(headers);
    }
}
