package dev.ringback.faults;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plays Twilio over many connections from one thread, and keeps the ledger. As many requests are under way as there are connections,
 * unless a pace is set. What breaks off is noted and its connection opened again; nothing is sent twice by itself.
 */
final class Sender implements AutoCloseable {
    private static final long REOPEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long COUNT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** As long as Twilio waits. */
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final int port;
    private final int connections;
    private final Iterator<Delivery> traffic;
    private final Ledger ledger;
    private final Queue<Delivery> again;
    private final Set<Wire> wires = new LinkedHashSet<>();
    private final Set<Wire> idle = new LinkedHashSet<>();
    private final Thread thread = new Thread(this::run, "sender");
    private volatile long intervalNanos;
    private volatile Latencies latencies = new Latencies();
    private volatile boolean asking = true;
    private volatile boolean running = true;
    private volatile int underWay;
    private final AtomicLong timeOuts = new AtomicLong();
    private volatile Throwable failure;
    private Selector selector;
    private long nextOpening;
    private long nextRequest;
    private long nextCount = System.nanoTime();

    /** @param ledger what nobody answered so far is sent first */
    Sender(int port, int connections, Iterator<Delivery> traffic, Ledger ledger) {
        this.port = port;
        this.connections = connections;
        this.traffic = traffic;
        this.ledger = ledger;
        this.again = ledger.takeUnanswered();
    }

    /** From now on no more than so many requests a second are begun, evenly. */
    Sender pace(int perSecond) {
        intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        return this;
    }

    Sender start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Asks nothing more, and waits for what is under way. */
    void finish(Duration patience) throws InterruptedException {
        asking = false;
        long deadline = System.nanoTime() + patience.toNanos();
        Thread.sleep(2 * TimeUnit.NANOSECONDS.toMillis(COUNT_NANOS));
        while (underWay > 0 && running && System.nanoTime() - deadline < 0) {
            Thread.sleep(5);
        }
        close();
    }

    /** How many requests wait for an answer, or did a moment ago. */
    int underWay() {
        return underWay;
    }

    /** Requests that were given up because no answer came within 15 s. */
    long timeOuts() {
        return timeOuts.get();
    }

    /** The times of all answers that come from now on, for so long, and until there is at least one. */
    Latencies takeLatencies(Duration duration) throws InterruptedException {
        Latencies taken = new Latencies();
        latencies = taken;
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        do {
            Thread.sleep(duration.toMillis());
        } while (taken.size() == 0 && System.nanoTime() - deadline < 0);
        latencies = new Latencies();
        return taken;
    }

    private void run() {
        try (Selector opened = Selector.open()) {
            selector = opened;
            nextRequest = System.nanoTime();
            while (running) {
                long now = System.nanoTime();
                open(now);
                ask(now);
                selector.select(1);
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    serve((Wire) key.attachment());
                }
                if (now - nextCount >= 0) {
                    nextCount = now + COUNT_NANOS;
                    giveUpLate(now);
                }
            }
            for (Wire wire : Set.copyOf(wires)) {
                drop(wire);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            running = false;
        }
    }

    private void open(long now) throws IOException {
        if (now - nextOpening < 0) {
            return;
        }
        while (asking && wires.size() < connections) {
            try {
                Wire wire = new Wire(selector, port);
                wires.add(wire);
                if (wire.isIdle()) {
                    idle.add(wire);
                }
            } catch (java.net.ConnectException refused) {
                nextOpening = now + REOPEN_NANOS;
                return;
            }
        }
    }

    private void ask(long now) {
        while (asking && !idle.isEmpty() && (intervalNanos == 0 || now - nextRequest >= 0)) {
            Wire wire = idle.iterator().next();
            idle.remove(wire);
            Delivery delivery = again.isEmpty() ? traffic.next() : again.remove();
            ledger.sending(delivery);
            nextRequest = Math.max(nextRequest + intervalNanos, now - TimeUnit.MILLISECONDS.toNanos(100));
            try {
                wire.ask(delivery);
            } catch (IOException broken) {
                drop(wire);
            }
        }
    }

    private void serve(Wire wire) {
        try {
            if (wire.key.isConnectable()) {
                wire.channel.finishConnect();
                wire.key.interestOps(0);
                idle.add(wire);
                return;
            }
            if (wire.key.isWritable()) {
                wire.write();
            }
            if (wire.key.isReadable()) {
                int status = wire.read();
                if (status < 0) {
                    drop(wire);
                } else if (status > 0) {
                    answered(wire, status);
                }
            }
        } catch (IOException broken) {
            drop(wire);
        }
    }

    private void answered(Wire wire, int status) {
        latencies.add(System.nanoTime() - wire.since());
        ledger.answered(wire.asked(), status, wire.since());
        boolean kept = wire.isKept();
        wire.answered();
        if (kept) {
            idle.add(wire);
        } else {
            drop(wire);
        }
    }

    private void giveUpLate(long now) {
        int count = 0;
        for (Wire wire : List.copyOf(wires)) {
            if (wire.asked() != null && now - wire.since() > TIMEOUT_NANOS) {
                timeOuts.incrementAndGet();
                drop(wire);
            } else if (wire.asked() != null) {
                count++;
            }
        }
        underWay = count;
    }

    private void drop(Wire wire) {
        if (wire.asked() != null) {
            ledger.unanswered(wire.asked());
            wire.answered();
        }
        wire.close();
        wires.remove(wire);
        idle.remove(wire);
        nextOpening = System.nanoTime() + REOPEN_NANOS;
    }

    /** Hangs up, whatever is under way. */
    @Override
    public void close() throws InterruptedException {
        asking = false;
        running = false;
        thread.join();
        if (failure != null) {
            throw new IllegalStateException("the sender failed", failure);
        }
    }
}
