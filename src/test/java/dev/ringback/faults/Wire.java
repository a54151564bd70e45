package dev.ringback.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection of the sender: one request at a time, and its answer. */
final class Wire {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final int MOST = 16 * 1024;

    final SocketChannel channel;
    final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(MOST);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private Delivery asked;
    private long since;

    Wire(Selector selector, int port) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        boolean connected = channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        key = channel.register(selector, connected ? 0 : SelectionKey.OP_CONNECT, this);
    }

    boolean isIdle() {
        return asked == null && channel.isConnected();
    }

    /** What is being asked, or null. */
    Delivery asked() {
        return asked;
    }

    /** When it was asked, by {@link System#nanoTime}. */
    long since() {
        return since;
    }

    void ask(Delivery delivery) throws IOException {
        asked = delivery;
        since = System.nanoTime();
        out = delivery.request().duplicate();
        in.clear();
        write();
    }

    void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /**
     * Reads what is there.
     *
     * @return the status once the answer is whole, else 0; -1 when the connection has ended
     */
    int read() throws IOException {
        int read = channel.read(in);
        int status = status();
        return status == 0 && read < 0 ? -1 : status;
    }

    private int status() {
        String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return 0;
        }
        Matcher length = LENGTH.matcher(text);
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return text.length() < head + 4 + body ? 0 : Integer.parseInt(text.substring(9, 12));
    }

    /** Whether the server keeps the connection open after this answer. */
    boolean isKept() {
        String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        return !text.toLowerCase(java.util.Locale.ROOT).contains("connection: close");
    }

    void answered() {
        asked = null;
        in.clear();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            key.cancel();
        }
    }
}
