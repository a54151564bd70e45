package dev.ringback.web.door;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Works on some requests in turn, a few at once, while those behind them wait in line without a thread. For requests that need a processor and one of a few
 * connections to the database, and nothing else: with a thread for each of them, they wait for each other's connections and processors in the middle of
 * their work, which costs more than the work. All other requests get a thread each.
 *
 * <p>The thread that reads from connections only brings requests here. The few that work go on from one request to the next, and read the next request from
 * a connection that they have answered, so that at full load nothing is handed from one thread to another. Where they get on too slowly, because the database
 * is slow or a client does not read its answer, everybody gets a thread for a while. Safe for use by many threads.
 */
public final class RequestTurns extends Handler.Wrapper {
    /** Most requests in line. Those that come behind get a thread each, as all others do: so whoever floods the door is told so. */
    private static final int LONGEST = 256;

    /** The longest that the first in line waits before the line is given up. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final Duration LOOK = Duration.ofMillis(100);

    /** How long there is no line then. */
    private static final Duration WITHOUT_LINE = Duration.ofSeconds(1);

    /** Connections that a thread which works in turn has answered, and on which there may be another request. */
    private static final ThreadLocal<@Nullable Queue<Runnable>> ANSWERED = new ThreadLocal<>();

    private final int most;
    private final Predicate<Request> takesTurn;
    private final Queue<Arrival> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private volatile long lineFrom = System.nanoTime();

    /**
     * Creates a line without anybody.
     *
     * @param most requests that are worked on at once
     * @param takesTurn which requests do
     */
    public RequestTurns(int most, Predicate<Request> takesTurn) {
        this.most = most;
        this.takesTurn = takesTurn;
    }

    private record Arrival(Request request, Response response, Callback callback, long since) {}

    /** Tells Jetty that nothing waits here: requests are only put in line, or handed to a thread. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Arrival arrival = new Arrival(request, response, callback, System.nanoTime());
        if (takesTurn.test(request) && waiting.get() < LONGEST && arrival.since - lineFrom >= 0) {
            int ahead = waiting.getAndIncrement();
            line.add(arrival);
            // A thread that works takes who is first in line itself.
            if ((ahead > 0 || ANSWERED.get() == null) && enter() && !start(this::work)) {
                working.decrementAndGet();
                line.forEach(this::refuse);
            }
        } else {
            workOnApart(arrival);
        }
        return true;
    }

    private void workOnApart(Arrival arrival) {
        if (!start(() -> workOn(arrival))) {
            writeError(arrival, HttpStatus.SERVICE_UNAVAILABLE_503);
        }
    }

    /** Gives work to a thread; false where there are none any more, because the server stops. */
    private boolean start(Runnable work) {
        try {
            getServer().getThreadPool().execute(work);
            return true;
        } catch (RejectedExecutionException stopping) {
            return false;
        }
    }

    private void refuse(Arrival arrival) {
        if (line.remove(arrival)) {
            waiting.decrementAndGet();
            writeError(arrival, HttpStatus.SERVICE_UNAVAILABLE_503);
        }
    }

    private static void writeError(Arrival arrival, int status) {
        Response.writeError(arrival.request, arrival.response, arrival.callback, status);
    }

    private boolean enter() {
        int now = working.get();
        while (now < most) {
            if (working.compareAndSet(now, now + 1)) {
                return true;
            }
            now = working.get();
        }
        return false;
    }

    /** Works on those in line, with a turn that has been entered. Whoever comes while the last of them leaves is seen by the last look. */
    private void work() {
        Queue<Runnable> connections = new ArrayDeque<>();
        ANSWERED.set(connections);
        try {
            do {
                try {
                    workOnLine(connections);
                } finally {
                    working.decrementAndGet();
                }
            } while (!line.isEmpty() && enter());
        } finally {
            ANSWERED.remove();
        }
    }

    private void workOnLine(Queue<Runnable> connections) {
        for (Arrival next = line.poll(); next != null; next = line.poll()) {
            waiting.decrementAndGet();
            workOn(next);
            for (Runnable connection = connections.poll(); connection != null; connection = connections.poll()) {
                connection.run();
            }
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lookAgain();
    }

    private void lookAgain() {
        getServer().getScheduler().schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives up the line where the first has waited too long. */
    private void look() {
        if (!isRunning()) {
            return;
        }
        Arrival first = line.peek();
        if (first != null && System.nanoTime() - first.since > PATIENCE.toNanos()) {
            lineFrom = System.nanoTime() + WITHOUT_LINE.toNanos();
            for (Arrival next = line.poll(); next != null; next = line.poll()) {
                waiting.decrementAndGet();
                workOnApart(next);
            }
        }
        lookAgain();
    }

    private void workOn(Arrival arrival) {
        try {
            if (!super.handle(arrival.request, arrival.response, arrival.callback)) {
                writeError(arrival, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception | Error failure) {
            Response.writeError(arrival.request, arrival.response, arrival.callback, failure);
        }
    }

    /** Returns what a connector starts its work with: a thread that works reads from the connection that it has answered by itself. */
    Executor executor(Executor threads) {
        return task -> {
            Queue<Runnable> connections = ANSWERED.get();
            if (connections != null && task instanceof HttpConnection) {
                connections.add(task);
            } else {
                threads.execute(task);
            }
        };
    }
}
