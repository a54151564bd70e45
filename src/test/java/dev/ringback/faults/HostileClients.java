package dev.ringback.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Many connections that do no good, kept up from one thread: what the server closes is opened again a second later. */
final class HostileClients implements AutoCloseable {
    private static final int TICKS_UNTIL_AGAIN = 10;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int port;
    private final Attack attack;
    private final SocketChannel[] channels;
    private final int[] ticks;
    private final ByteBuffer answers = ByteBuffer.allocateDirect(64 * 1024);
    private final Thread thread = new Thread(this::run, "hostile-clients");
    private volatile boolean running = true;
    private volatile int connected;

    HostileClients(int port, Attack attack, int connections) {
        this.port = port;
        this.attack = attack;
        this.channels = new SocketChannel[connections];
        this.ticks = new int[connections];
    }

    HostileClients start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** How many connections stood at the last look. */
    int connected() {
        return connected;
    }

    private void run() {
        try {
            while (running) {
                long began = System.nanoTime();
                int count = 0;
                for (int i = 0; i < channels.length && running; i++) {
                    count += tick(i) ? 1 : 0;
                }
                connected = count;
                Thread.sleep(Math.max(1, (TICK_NANOS - (System.nanoTime() - began)) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (int i = 0; i < channels.length; i++) {
                close(i);
            }
        }
    }

    private boolean tick(int i) {
        try {
            if (channels[i] == null) {
                if (--ticks[i] < 0) {
                    open(i);
                }
                return false;
            }
            if (!channels[i].finishConnect()) {
                return false;
            }
            answers.clear();
            if (attack.reads() && channels[i].read(answers) < 0) {
                close(i);
                return false;
            }
            attack.tick(channels[i], ticks[i]++);
            return true;
        } catch (IOException refused) {
            close(i);
            return false;
        }
    }

    private void open(int i) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels[i] = channel;
        ticks[i] = 0;
        channel.configureBlocking(false);
        if (!attack.reads()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        }
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private void close(int i) {
        SocketChannel channel = channels[i];
        channels[i] = null;
        ticks[i] = TICKS_UNTIL_AGAIN;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                return;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
    }
}
