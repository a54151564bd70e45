package dev.ringback.web.body;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Memory for bodies that are coming, in pieces that are used again and again. Were it new each time, clients that send much and never
 * finish would fill the heap with what outlived the young generation, and have all of it collected every few seconds while everybody
 * waits. Safe for use by many threads.
 */
final class BodyBufferPool {
    static final int PIECE_BYTES = 8_192;

    private final BlockingQueue<byte[]> free;

    /** @param mostBytes kept for use again; what is lent beyond is forgotten when it comes back */
    BodyBufferPool(long mostBytes) {
        free = new ArrayBlockingQueue<>((int) Math.max(1, mostBytes / PIECE_BYTES));
    }

    /** A piece with anything in it. */
    byte[] borrow() {
        byte @Nullable [] piece = free.poll();
        return piece == null ? new byte[PIECE_BYTES] : piece;
    }

    /** The caller must not use the piece any more. Where enough are kept it is forgotten. */
    void giveBack(byte[] piece) {
        boolean unused = free.offer(piece);
    }
}
