package dev.ringback.vault.job;

import dev.ringback.model.VaultObject;
import dev.ringback.vault.job.CopyPoint.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the mirror.
 *
 * @param found rows that have content
 * @param last row of the page; null where there is none
 */
record MirrorPage(List<Wish> found, @Nullable Row last) {
    static final MirrorPage EMPTY = new MirrorPage(List.of(), null);

    MirrorPage {
        found = List.copyOf(found);
    }

    /**
     * A recording or message that has content.
     *
     * @param wanted its objects, and the list of those that are not known yet
     */
    record Wish(String sid, List<VaultObject> wanted) {
        Wish {
            wanted = List.copyOf(wanted);
        }
    }

    MirrorPage with(String sid, Instant at, List<VaultObject> wanted) {
        Row row = new Row(sid, at.toEpochMilli());
        if (wanted.isEmpty()) {
            return new MirrorPage(found, row);
        }
        List<Wish> more = new ArrayList<>(found);
        more.add(new Wish(sid, wanted));
        return new MirrorPage(more, row);
    }

    boolean isEmpty() {
        return last == null;
    }

    /** Counts all that is wanted; a list stands for what it will name. */
    long objects() {
        return found.stream().mapToLong(row -> row.wanted().size()).sum();
    }
}
