package dev.ringback.web.door;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose client does not get on: a time-out for silence is no help against one that sends a byte now and then. Looks at
 * them all from time to time.
 */
final class StalledConnections extends AbstractLifeCycle {
    private static final long EVERY_MILLIS = 100;

    /**
     * Limits beyond which a connection is too slow, or unfinished heads take too much.
     *
     * @param headPatience how long the head of a request may take
     * @param readPatience how long a client may leave an answer unread
     * @param mostHeadBytes what unfinished heads may take together
     */
    record Options(Duration headPatience, Duration readPatience, long mostHeadBytes) {}

    private final Connector connector;
    private final ConnectionLimit limit;
    private final Options options;
    private Scheduler.@Nullable Task next;

    StalledConnections(Connector connector, ConnectionLimit limit, Options options) {
        this.connector = connector;
        this.limit = limit;
        this.options = options;
    }

    @Override
    protected void doStart() {
        later();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void later() {
        next = connector.getScheduler().schedule(this::look, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isRunning()) {
            return;
        }
        try {
            List<OpenConnection> connections = OpenConnection.of(connector).toList();
            connections.stream()
                    .filter(connection ->
                            connection.writing() && connection.idleFor().compareTo(options.readPatience()) > 0)
                    .forEach(OpenConnection::close);
            closeSlowHeads(connections.stream()
                    .filter(OpenConnection::inHead)
                    .sorted(Comparator.comparing(OpenConnection::headAge).reversed())
                    .toList());
            limit.look();
        } finally {
            later();
        }
    }

    /** @param eldestFirst of these, as many are closed as are too slow or too much */
    private void closeSlowHeads(List<OpenConnection> eldestFirst) {
        long bytes = eldestFirst.stream().mapToLong(OpenConnection::headBytes).sum();
        for (OpenConnection connection : eldestFirst) {
            if (bytes <= options.mostHeadBytes() && connection.headAge().compareTo(options.headPatience()) <= 0) {
                return;
            }
            bytes -= connection.headBytes();
            connection.close();
        }
    }
}
