package dev.ringback.upstream.list;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of a page of a list.
 *
 * @param rows that it had
 * @param stored that are on disk
 * @param refused that were none of the list's kind, or of another account
 * @param tooOld that were older than what is kept
 * @param oldest when the oldest row that could be read was created; null where there was none
 * @param next path and query of the next page; null behind the last
 * @param cut whether there should be a next page that may not be asked for, so that the list is not whole
 * @param requests that it took, those for larger pages included
 */
public record ListPage(
        int rows,
        int stored,
        int refused,
        int tooOld,
        @Nullable Instant oldest,
        @Nullable String next,
        boolean cut,
        int requests) {}
