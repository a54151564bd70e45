package dev.ringback.web.door;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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
 * a connection that they have answered, so that at full load nothing is handed from one thread to another. Safe for use by many threads.
 */
public final class RequestTurns extends Handler.Wrapper {
    /** Who comes behind so many gets a thread, as all others do: so whoever floods the door is told so. */
    private static final int LONGEST = 256;

    private final int most;
    private final Predicate<Request> takesTurn;
    private final Queue<Arrival> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private final ThreadLocal<@Nullable Worker> worker = new ThreadLocal<>();

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

    private record Arrival(Request request, Response response, Callback callback) {}

    /** Represents a thread that works on requests in turn. */
    private static final class Worker {
        /** Connections on which there may be another request. */
        private final Queue<Runnable> answered = new ArrayDeque<>();

        private boolean hasTurn;
    }

    /** It only puts requests in line, or hands them to a thread. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Arrival arrival = new Arrival(request, response, callback);
        if (takesTurn.test(request) && waiting.get() < LONGEST) {
            int ahead = waiting.getAndIncrement();
            line.add(arrival);
            // A thread that works takes who is first in line itself.
            if ((ahead > 0 || worker.get() == null) && enter() && !start(this::work)) {
                working.decrementAndGet();
                line.forEach(this::refuse);
            }
        } else if (!start(() -> workOn(arrival))) {
            writeError(arrival, HttpStatus.SERVICE_UNAVAILABLE_503);
        }
        return true;
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
        Worker own = new Worker();
        own.hasTurn = true;
        worker.set(own);
        try {
            do {
                own.hasTurn = true;
                workOnLine(own);
            } while (!line.isEmpty() && enter());
        } finally {
            leave();
            worker.remove();
        }
    }

    /** Ends when nobody is in line, or the turn has been left; then it is taken again like anybody's. */
    private void workOnLine(Worker own) {
        while (own.hasTurn) {
            Arrival next = line.poll();
            if (next == null) {
                leave();
                return;
            }
            waiting.decrementAndGet();
            workOn(next);
            for (Runnable connection = own.answered.poll(); connection != null; connection = own.answered.poll()) {
                connection.run();
            }
        }
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

    /**
     * Lets the next in line have the turn of the request that this thread works on, which may have to wait for its client from now on. Does nothing where it
     * has none.
     */
    public void leave() {
        Worker own = worker.get();
        if (own == null || !own.hasTurn) {
            return;
        }
        own.hasTurn = false;
        if (working.decrementAndGet() == 0 && !line.isEmpty() && enter() && !start(this::work)) {
            working.decrementAndGet();
        }
    }

    /** Returns what a connector starts its work with: a thread that works reads from the connection that it has answered by itself. */
    Executor executor(Executor threads) {
        return task -> {
            Worker own = worker.get();
            if (own != null && task instanceof HttpConnection) {
                own.answered.add(task);
            } else {
                threads.execute(task);
            }
        };
    }
}
