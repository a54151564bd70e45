package dev.ringback.upstream.write;

import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.list.ListPages;
import dev.ringback.upstream.list.ListQuery;
import dev.ringback.upstream.list.ListWalk;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Reads lists of Twilio into the mirror. Safe for use by many threads. */
@FunctionalInterface
interface ListReads {
    /**
     * Reads a list, the newest rows first, until they were created before a moment.
     *
     * @return completes when its rows are on disk; exceptionally where it could not be read whole
     */
    CompletableFuture<Void> read(ListQuery query, Instant since);

    /** Returns what reads them page by page. */
    static ListReads over(ListPages pages) {
        return (query, since) -> rest(pages.walk(query, Purpose.REPAIR, since, null), since);
    }

    private static CompletableFuture<Void> rest(ListWalk walk, Instant since) {
        return walk.next().thenCompose(page -> {
            if (page.cut() || page.refused() > 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("the list is not whole"));
            }
            Instant oldest = page.oldest();
            boolean isOver = !walk.hasNext() || (oldest != null && oldest.isBefore(since));
            return isOver ? CompletableFuture.completedFuture(null) : rest(walk, since);
        });
    }
}
