package dev.ringback.web.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the client of a request hangs up before it is answered. Jetty reads nothing from a connection while it owes an answer there,
 * so by itself it would notice only when it writes. A client that has closed only its own direction counts as gone too, as it does for most
 * proxies. Safe for use by many threads.
 *
 * <p>A client that sends more before it is answered is still there; it is watched no longer.
 */
public final class ClientWatch {
    private final @Nullable Watched watched;

    private ClientWatch(@Nullable Watched watched) {
        this.watched = watched;
    }

    /**
     * Begins to watch. Whoever calls this has to stop the watch before the request is answered.
     *
     * @param request is not watched where its body has not been read
     * @param gone called once at most, in a thread of the door
     */
    public static ClientWatch start(Request request, Runnable gone) {
        if (request.getConnectionMetaData().getConnection() instanceof HttpConnection http
                && http.getEndPoint() instanceof AbstractEndPoint endPoint
                && hasCome(http.getParser())
                && http.isRequestBufferEmpty()) {
            Watched watched = new Watched(http, endPoint, gone);
            watched.waitForBytes();
            return new ClientWatch(watched);
        }
        return new ClientWatch(null);
    }

    /** Tells whether what comes next is no part of this request; Jetty ends the request only after the answer. */
    private static boolean hasCome(HttpParser parser) {
        return parser.isComplete() || parser.getContentRead() == parser.getContentLength();
    }

    /** Stops watching: when this returns, the connection is as it was before. */
    public void stop() {
        if (watched != null) {
            watched.stop();
        }
    }

    /** Represents a connection on which a client says no more or hangs up. */
    private static final class Watched implements Callback {
        private final HttpConnection http;
        private final AbstractEndPoint endPoint;
        private final Runnable gone;
        private boolean stopped;

        Watched(HttpConnection http, AbstractEndPoint endPoint, Runnable gone) {
            this.http = http;
            this.endPoint = endPoint;
            this.gone = gone;
        }

        void waitForBytes() {
            endPoint.tryFillInterested(this);
        }

        @Override
        public void succeeded() {
            if (isAtEnd()) {
                gone.run();
            }
        }

        /** Is called where Jetty or a stopping door closes the connection, and by {@link #stop}. */
        @Override
        public void failed(Throwable cause) {
            if (!endPoint.isOpen()) {
                gone.run();
            }
        }

        /** The end can only be told by reading; what is read instead belongs to the next request. */
        private synchronized boolean isAtEnd() {
            if (stopped) {
                return false;
            }
            ByteBuffer next = BufferUtil.allocate(1);
            try {
                int read = endPoint.fill(next);
                if (read == 0) {
                    waitForBytes();
                } else if (read > 0) {
                    http.onUpgradeTo(next);
                }
                return read < 0;
            } catch (IOException reset) {
                return true;
            }
        }

        synchronized void stop() {
            stopped = true;
            // Jetty reads here itself once the answer is written, and would find us in its place.
            endPoint.getFillInterest().onFail(new CancellationException("the request is answered"));
        }
    }
}
