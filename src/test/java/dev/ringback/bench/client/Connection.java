package dev.ringback.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Represents one connection among many. Belongs to the thread that turns its {@link Connections}. */
public final class Connection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SelectionKey key;
    private final SocketChannel channel;
    private final Receiver receiver;
    private ByteBuffer unsent = NOTHING;

    Connection(SelectionKey key, Receiver receiver) {
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.receiver = receiver;
    }

    /** Sends a request. The one before has to be answered: there is no queue. */
    public void send(byte[] request) {
        if (unsent.hasRemaining()) {
            throw new IllegalStateException("the request before is not sent yet");
        }
        unsent = ByteBuffer.wrap(request);
        try {
            write();
        } catch (IOException broken) {
            end();
        }
    }

    void ready(ByteBuffer buffer) {
        try {
            if (key.isWritable()) {
                write();
            }
            if (key.isReadable()) {
                read(buffer);
            }
        } catch (IOException broken) {
            end();
        }
    }

    private void write() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        if (!unsent.hasRemaining()) {
            unsent = NOTHING;
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            end();
        } else {
            receiver.received(buffer.flip());
        }
    }

    private void end() {
        if (channel.isOpen()) {
            close();
            receiver.closed();
        }
    }

    /** Closes the connection, which its receiver does not hear of. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
