package dev.ringback.stats;

import dev.ringback.storage.StorageException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RollupWriter} has written, one cell after the other. What a cell has in common is told as places of texts, counted from 1, where 0 stands
 * for none: an answer looks at a million cells. Used by one thread.
 */
final class RollupReader {
    private static final int BITS = 7;

    private final byte[] content;
    private int place;
    private final String[] texts;
    private long left;

    private boolean inbound;
    private int sender;
    private int service;
    private int country;
    private int carrier;
    private int status;
    private int errorCode;
    private long count;
    private int times;

    /** @param summary whether the summary is read, or else every cell */
    private RollupReader(byte[] content, boolean summary) {
        this.content = content;
        long version = number();
        if (version != RollupWriter.VERSION) {
            throw new StorageException("a rollup was made by a newer version of Ringback");
        }
        int length = (int) number();
        place += summary ? 0 : length;
        texts = new String[(int) number()];
        for (int i = 0; i < texts.length; i++) {
            int bytes = (int) number();
            texts[i] = new String(content, place, bytes, StandardCharsets.UTF_8);
            place += bytes;
        }
        left = number();
    }

    /**
     * Reads every cell.
     *
     * @throws StorageException when a newer version has written it
     */
    static RollupReader ofAll(byte[] content) {
        return new RollupReader(content, false);
    }

    /**
     * Reads the cells of the {@linkplain Rollup#summary summary}.
     *
     * @throws StorageException when a newer version has written it
     */
    static RollupReader ofSummary(byte[] content) {
        return new RollupReader(content, true);
    }

    /** Returns all texts; that of place 1 is the first. */
    String[] texts() {
        return texts;
    }

    /** Goes to the next cell; false where there is none. */
    boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        inbound = number() == 1;
        sender = (int) number();
        service = (int) number();
        country = (int) number();
        carrier = (int) number();
        status = (int) number();
        errorCode = (int) number();
        count = number();
        int bytes = (int) number();
        times = place;
        place += bytes;
        return true;
    }

    private long number() {
        byte next = content[place++];
        if (next >= 0) {
            return next;
        }
        long value = next & 0x7f;
        int shift = BITS;
        do {
            next = content[place++];
            value |= (long) (next & 0x7f) << shift;
            shift += BITS;
        } while (next < 0);
        return value;
    }

    CellKey key() {
        String known = text(status);
        String code = text(errorCode);
        return new CellKey(
                inbound,
                text(sender),
                text(service),
                text(country),
                text(carrier),
                known == null ? "" : known,
                code == null ? 0 : Integer.parseInt(code));
    }

    private @Nullable String text(int number) {
        return number == 0 ? null : texts[number - 1];
    }

    boolean inbound() {
        return inbound;
    }

    int sender() {
        return sender;
    }

    int service() {
        return service;
    }

    int country() {
        return country;
    }

    int carrier() {
        return carrier;
    }

    int status() {
        return status;
    }

    int errorCode() {
        return errorCode;
    }

    long count() {
        return count;
    }

    /** Tells whether it is known of any message of the cell how long its delivery took. */
    boolean isMeasured() {
        return place > times;
    }

    /** Adds the times of the cell to bins of {@link DeliveryTimes}. */
    void addTimesTo(long[] bins) {
        int end = place;
        place = times;
        while (place < end) {
            int bin = (int) number();
            bins[bin] += number();
        }
    }
}
