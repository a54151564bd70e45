package dev.ringback.stats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Rollup} as bytes, some 20 for a cell: rows of a table would be ten times as large, and 90 days of them could not be read in the time
 * that an answer may take. Equal rollups have equal bytes.
 *
 * <p>First come the version and the length of the summary, then the {@linkplain Rollup#summary summary} and the rollup itself, each with all its texts
 * before its cells. Numbers have seven bits in a byte, the lowest first, and all but the last have the eighth.
 */
final class RollupWriter {
    static final int VERSION = 1;

    private static final int BITS = 7;

    private static final Comparator<CellKey> ORDER = Comparator.comparing(CellKey::inbound)
            .thenComparing(CellKey::sender, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(CellKey::service, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(CellKey::country, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(CellKey::carrier, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(CellKey::status)
            .thenComparing(CellKey::errorCode);

    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final ByteArrayOutputStream cells = new ByteArrayOutputStream();

    private RollupWriter() {}

    static byte[] write(Rollup rollup) {
        byte[] summary = part(rollup.summary());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        number(all, VERSION);
        number(all, summary.length);
        all.writeBytes(summary);
        all.writeBytes(part(rollup));
        return all.toByteArray();
    }

    private static byte[] part(Rollup rollup) {
        RollupWriter writer = new RollupWriter();
        Map<CellKey, Rollup.Cell> ordered = new TreeMap<>(ORDER);
        rollup.forEach(ordered::put);
        ordered.forEach(writer::cell);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        number(all, writer.texts.size());
        for (String text : writer.texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            number(all, bytes.length);
            all.writeBytes(bytes);
        }
        number(all, ordered.size());
        all.writeBytes(writer.cells.toByteArray());
        return all.toByteArray();
    }

    private void cell(CellKey key, Rollup.Cell cell) {
        number(cells, key.inbound() ? 1 : 0);
        text(key.sender());
        text(key.service());
        text(key.country());
        text(key.carrier());
        text(key.status());
        text(key.errorCode() == 0 ? null : Integer.toString(key.errorCode()));
        number(cells, cell.count());
        times(cell.bins());
    }

    /** Writes how many bytes follow, which are passed over where nobody wants them, and each bin in which there is something. */
    private void times(long @Nullable [] bins) {
        ByteArrayOutputStream filled = new ByteArrayOutputStream();
        for (int i = 0; bins != null && i < bins.length; i++) {
            if (bins[i] > 0) {
                number(filled, i);
                number(filled, bins[i]);
            }
        }
        number(cells, filled.size());
        cells.writeBytes(filled.toByteArray());
    }

    /** Writes the place of a text, counted from 1; 0 stands for none. */
    private void text(@Nullable String text) {
        number(
                cells,
                text == null
                        ? 0
                        : places.computeIfAbsent(text, fresh -> {
                            texts.add(fresh);
                            return texts.size();
                        }));
    }

    private static void number(ByteArrayOutputStream to, long value) {
        long rest = value;
        while (rest >= 1 << BITS) {
            to.write((int) (rest & 0x7f) | 0x80);
            rest >>>= BITS;
        }
        to.write((int) rest);
    }
}
