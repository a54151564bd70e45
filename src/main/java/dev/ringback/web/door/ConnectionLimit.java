package dev.ringback.web.door;

import dev.ringback.ingest.LogLimit;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the number of a door's connections below what the process has files and memory for. When too many are open, those that have been
 * idle longest are closed, strangers' first, so that whoever has something to say always gets in; only when none is idle do new ones wait,
 * in the queue of the operating system. Safe for use by many threads.
 */
public final class ConnectionLimit implements SelectorManager.AcceptListener {
    private static final Logger log = LoggerFactory.getLogger(ConnectionLimit.class);

    /** Heap that an open connection takes, with room to spare. */
    private static final long HEAP_BYTES_EACH = 20_000;
    /** Share of the heap that connections may take. */
    private static final double HEAP_SHARE = 0.5;
    /** Files left for later: the database anew, after trouble, and whatever the Java machine needs. */
    private static final int SPARE_FILES = 64;
    /** Looking through all connections pays only if several are closed at once. */
    private static final double CLOSED_AT_ONCE = 0.05;

    /** New connections are not closed before they have been idle for this long. */
    private static final Duration TIME_TO_SPEAK = Duration.ofMillis(100);

    /** Trusted connections are closed only after they have been idle for this long. */
    private static final Duration TRUSTED_IDLE = Duration.ofSeconds(5);

    /** Connections accepted, but not yet looked after: more would mean that accepting is faster than everything else. */
    private static final int MOST_ARRIVING = 32;

    private final ServerConnector connector;
    private final int most;
    private final LogLimit logLimit = LogLimit.perSecond(log, 1, "times");
    private int arriving;
    private int open;
    /** Counts the open ones that we told to close. */
    private int leaving;

    ConnectionLimit(ServerConnector connector, int most) {
        this.connector = connector;
        this.most = most;
    }

    /** Calculates how many connections a door may have: as many as wanted, or as a share of the files and memory of this process allows. */
    public static int affordable(int wanted, double share) {
        OptionalLong files = FreeFileDescriptors.count();
        long byFiles = files.isPresent() ? (long) (share * (files.getAsLong() - SPARE_FILES)) : wanted;
        long byHeap = (long) (share * HEAP_SHARE * Runtime.getRuntime().maxMemory() / HEAP_BYTES_EACH);
        return (int) Math.max(1, Math.min(wanted, Math.min(byFiles, byHeap)));
    }

    @Override
    public synchronized void onAccepting(SelectableChannel channel) {
        arriving++;
        if (taken() > most) {
            makeRoom();
        }
        if (taken() > most || arriving >= MOST_ARRIVING) {
            connector.setAccepting(false);
        }
    }

    @Override
    public synchronized void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        arriving--;
        goOn();
    }

    @Override
    public synchronized void onAccepted(SelectableChannel channel) {
        arriving--;
        open++;
        goOn();
    }

    @Override
    public synchronized void onClosed(SelectableChannel channel) {
        open--;
        leaving = Math.max(0, leaving - 1);
        goOn();
    }

    /** Closes idle connections if there are too many. Called from time to time: when all were busy, some may be idle by now. */
    synchronized void look() {
        if (taken() > most) {
            makeRoom();
        }
        goOn();
    }

    private int taken() {
        return arriving + open - leaving;
    }

    private void goOn() {
        if (taken() <= most && arriving < MOST_ARRIVING && !connector.isAccepting()) {
            connector.setAccepting(true);
        }
    }

    private void makeRoom() {
        int room = Math.max(1, (int) (most * CLOSED_AT_ONCE));
        List<OpenConnection> idle = OpenConnection.of(connector)
                .filter(connection -> connection.betweenRequests() && connection.isOpen())
                .filter(connection ->
                        connection.idleFor().compareTo(connection.trusted() ? TRUSTED_IDLE : TIME_TO_SPEAK) > 0)
                .sorted(Comparator.comparing(OpenConnection::trusted)
                        .thenComparing(
                                Comparator.comparing(OpenConnection::idleFor).reversed()))
                .limit(room)
                .toList();
        leaving += idle.size();
        idle.forEach(OpenConnection::close);
        logLimit.warn(() -> "%s connections are open at port %s: %s"
                .formatted(
                        most,
                        connector.getLocalPort(),
                        idle.isEmpty() ? "none is idle, others have to wait" : "closed those that were idle longest"));
    }
}
