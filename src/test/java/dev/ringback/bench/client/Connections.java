package dev.ringback.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Holds thousands of connections to servers on this machine, and costs little: one thread, which calls {@link #turn}, sends, reads and tells
 * the receivers. Not safe for use by several threads at once.
 */
public final class Connections implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /** Holds none yet. */
    public Connections() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a connection. Waits until it is there, so that the server is never asked for more at once than it accepts. */
    public Connection open(int port, Receiver receiver) {
        try {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Connection connection = new Connection(key, receiver);
            key.attach(connection);
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands out what has come, and waits for something no longer than this. */
    public void turn(long millis) {
        try {
            if (millis > 0) {
                selector.select(this::ready, millis);
            } else {
                selector.selectNow(this::ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        ((Connection) key.attachment()).ready(buffer);
    }

    /** Closes all connections. */
    @Override
    public void close() {
        selector.keys().forEach(key -> ((Connection) key.attachment()).close());
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
