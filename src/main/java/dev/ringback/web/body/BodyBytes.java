package dev.ringback.web.body;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Holds the bytes that have come of one body, up to a limit. Safe for use by many threads. */
final class BodyBytes {
    private final BodyBufferPool memory;
    private final int most;
    private final List<byte[]> pieces = new ArrayList<>(1);
    private int size;

    /** @param most bytes that are kept */
    BodyBytes(BodyBufferPool memory, int most) {
        this.memory = memory;
        this.most = most;
    }

    /** Takes from the buffer; what is beyond the limit remains in it. */
    synchronized void add(ByteBuffer added) {
        while (added.hasRemaining() && size < most) {
            int at = size % BodyBufferPool.PIECE_BYTES;
            if (at == 0) {
                pieces.add(memory.borrow());
            }
            int length = Math.min(Math.min(added.remaining(), most - size), BodyBufferPool.PIECE_BYTES - at);
            added.get(pieces.get(pieces.size() - 1), at, length);
            size += length;
        }
    }

    synchronized int size() {
        return size;
    }

    /** Tells how much memory it takes, in bytes. */
    synchronized int capacity() {
        return pieces.size() * BodyBufferPool.PIECE_BYTES;
    }

    /** Takes all bytes in one buffer, and lets the memory go. */
    synchronized ByteBuffer take() {
        ByteBuffer whole = ByteBuffer.allocate(size);
        for (byte[] piece : pieces) {
            whole.put(piece, 0, Math.min(piece.length, whole.remaining()));
        }
        letGo();
        return whole.flip();
    }

    /** Lets the memory go, as if nothing had come. */
    synchronized void letGo() {
        pieces.forEach(memory::giveBack);
        pieces.clear();
        size = 0;
    }
}
