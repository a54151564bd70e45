package dev.ringback.web.door;

import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;

/**
 * Records what an open connection was doing at one moment, seen from outside. Those that serve it went on meanwhile: whoever acts on it
 * must be right often enough rather than always.
 *
 * @param betweenRequests waiting for bytes, and not for the rest of a request whose head has come, nor in the middle of an answer
 * @param inHead between requests, and the head of the next has begun to come
 * @param headBytes how much of that head is held in memory
 * @param headAge how long that head has been coming
 * @param writing an answer waits for the client to read it
 * @param idleFor how long nothing was read or written
 * @param trusted somebody proved on it who they are
 */
record OpenConnection(
        AbstractEndPoint endPoint,
        boolean betweenRequests,
        boolean inHead,
        int headBytes,
        Duration headAge,
        boolean writing,
        Duration idleFor,
        boolean trusted) {
    private static final String TRUSTED = "ringback.trusted";

    /** Looks at all connections of a door, as they are now. */
    static Stream<OpenConnection> of(Connector connector) {
        return connector.getConnectedEndPoints().stream()
                .filter(endPoint -> endPoint instanceof AbstractEndPoint)
                .map(AbstractEndPoint.class::cast)
                .filter(endPoint -> endPoint.getConnection() instanceof HttpConnection)
                .map(endPoint -> look(endPoint, (HttpConnection) endPoint.getConnection()));
    }

    private static OpenConnection look(AbstractEndPoint endPoint, HttpConnection http) {
        HttpParser parser = http.getParser();
        // Jetty counts an answer when it begins; the request is there until it has ended.
        boolean betweenRequests = endPoint.isFillInterested()
                && http.getMessagesIn() == http.getMessagesOut()
                && http.getHttpChannel().getRequest() == null;
        boolean inHead = betweenRequests && parser.inHeaderState() && !parser.isStart();
        return new OpenConnection(
                endPoint,
                betweenRequests,
                inHead,
                inHead ? parser.getHeaderLength() : 0,
                inHead ? Duration.ofNanos(NanoTime.since(parser.getBeginNanoTime())) : Duration.ZERO,
                endPoint.getWriteFlusher().isPending(),
                Duration.ofMillis(endPoint.getIdleFor()),
                http.getAttribute(TRUSTED) != null);
    }

    /** Marks the connection of a request as trusted. */
    static void trust(Request request) {
        request.getConnectionMetaData().setAttribute(TRUSTED, true);
    }

    /** Tells whether it is still open; it may have been closed since the look. */
    boolean isOpen() {
        return endPoint.isOpen();
    }

    void close() {
        endPoint.close();
    }
}
