package dev.ringback.web.door;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;

/** A small HTTP server that lets requests finish before it closes. What the two doors have in common. */
public final class Door implements AutoCloseable {
    /** GET callbacks carry everything in the request line. */
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    /** Connections that the operating system keeps for us until we accept them. */
    private static final int ACCEPT_QUEUE = 1024;

    /**
     * Twilio waits 15 s for an answer; nobody who is slower than this in asking is still listening. An answer that is left unread as long as
     * this is left so on purpose: most fit into the buffers on the way. The head of greatest size fits often into what they may take.
     */
    private static final StalledConnections.Options STALL_OPTIONS =
            new StalledConnections.Options(Duration.ofSeconds(15), Duration.ofSeconds(10), 4_000_000);

    /**
     * Whoever keeps connections for later, Twilio or a proxy, has to be the one who closes them: a callback that is sent while this side closes is
     * lost. Google's load balancer keeps them longest, for 600 s; nginx and AWS for 60 s. Those that nobody needs any more are closed when there
     * are too many ({@link ConnectionLimit}).
     */
    private static final Duration KEPT = Duration.ofSeconds(650);

    private static final long HANG_UP_MILLIS = 10;
    private static final Duration QUIET = Duration.ofMillis(250);

    private final ListenAddress address;
    private final int maxConnections;
    private final int unreadBytes;
    private final Duration stopTimeout;
    private final ErrorHandler errors;
    private final @Nullable RequestTurns turns;
    private final Consumer<JavalinConfig> routes;
    private @Nullable Javalin server;

    /**
     * A door that is still closed.
     *
     * @param maxConnections beyond these, the ones that are idle longest are closed
     * @param unreadBytes about how much of its answers a client may leave unread before no more of its requests are done; -1 for as much as
     *     the operating system likes
     * @param stopTimeout how long requests in flight may take to finish once the door closes
     * @param errors words what Jetty refuses before a route is found
     * @param turns in which requests are worked on; null where all are as they come
     */
    public Door(
            ListenAddress address,
            int maxConnections,
            int unreadBytes,
            Duration stopTimeout,
            ErrorHandler errors,
            @Nullable RequestTurns turns,
            Consumer<JavalinConfig> routes) {
        this.address = address;
        this.maxConnections = maxConnections;
        this.unreadBytes = unreadBytes;
        this.stopTimeout = stopTimeout;
        this.errors = errors;
        this.turns = turns;
        this.routes = routes;
    }

    /**
     * Opens the door.
     *
     * @throws RuntimeException when the port is taken
     */
    public void start() {
        server = Javalin.create(this::configure).start();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        // Answers are small and most clients near: compressing would cost more than it saves.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(this::configureServer);
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
        routes.accept(config);
    }

    private Connector connector(Server jetty, HttpConfiguration http) {
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
        // Jetty's memory of header fields costs 100 KB for each connection, and saves little.
        http.setHeaderCacheSize(0);
        Executor threads = turns == null ? jetty.getThreadPool() : turns.executor(jetty.getThreadPool());
        ServerConnector connector =
                new ServerConnector(jetty, threads, null, null, -1, -1, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(KEPT.toMillis());
        connector.setAcceptedSendBufferSize(unreadBytes);
        ConnectionLimit limit = new ConnectionLimit(connector, maxConnections);
        connector.addBean(limit);
        connector.addBean(new StalledConnections(connector, limit, STALL_OPTIONS));
        // While stopping Jetty cuts connections that are silent for this long, also one whose answer is being worked
        // out or written.
        connector.setShutdownIdleTimeout(stopTimeout.toMillis());
        return connector;
    }

    private void configureServer(Server jetty) {
        if (turns != null) {
            jetty.insertHandler(turns);
            jetty.setDynamic(false);
        }
        // Before the line, so that whoever waits in it is among the requests that are let finish.
        jetty.insertHandler(new GracefulHandler());
        jetty.setStopTimeout(stopTimeout.toMillis());
        jetty.setErrorHandler(errors);
    }

    /** The port it listens on, once it is open. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("the door at " + address + " is closed");
        }
        return server.port();
    }

    /** Takes no more connections, and returns when the requests in flight are answered or their time is up. */
    @Override
    public void close() {
        if (server != null) {
            for (Connector connector : server.jettyServer().server().getConnectors()) {
                hangUp(connector);
            }
            server.stop();
            server = null;
        }
    }

    /**
     * Closes each connection once nothing has been asked on it for a moment. Clients keep connections open for later; Jetty by itself would
     * wait for them as it does for an answer. A client that goes on asking is told with its next answer that the connection closes, so that
     * none of its requests is cut off.
     */
    private void hangUp(Connector connector) {
        CompletableFuture<Void> allClosed = connector.shutdown();
        long deadline = System.nanoTime() + stopTimeout.toNanos();
        while (System.nanoTime() - deadline < 0) {
            OpenConnection.of(connector)
                    .filter(OpenConnection::betweenRequests)
                    .filter(connection -> connection.idleFor().compareTo(QUIET) > 0)
                    .forEach(OpenConnection::close);
            if (!pause(allClosed)) {
                return;
            }
        }
    }

    /** Waits a moment for the last connection to close; false when there is no sense in waiting longer. */
    private static boolean pause(CompletableFuture<Void> allClosed) {
        try {
            allClosed.get(HANG_UP_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException notYet) {
            return true;
        } catch (ExecutionException failed) {
            return false; // stopping the server deals with what is left
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
