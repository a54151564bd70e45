package dev.ringback.query;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.model.PageRequest.Order;
import dev.ringback.storage.UnknownAnchorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Cuts pages out of a list that is short enough to be in memory as a whole. */
final class InMemoryPages {
    private InMemoryPages() {}

    /**
     * Cuts out one page.
     *
     * @param rows all of them, in the order that lists have unless asked otherwise
     * @throws UnknownAnchorException when the row that the page is next to is not among them
     */
    static <T> Page<T> page(List<T> rows, Function<T, String> key, PageRequest request) {
        List<T> ordered = new ArrayList<>(rows);
        if (request.order() == Order.OLDEST_FIRST) {
            Collections.reverse(ordered);
        }
        int first;
        int end;
        Anchor anchor = request.anchor();
        if (anchor != null && anchor.direction() == Direction.BEFORE) {
            end = at(ordered, key, anchor);
            first = Math.max(0, end - request.size());
        } else {
            first = anchor == null ? 0 : at(ordered, key, anchor) + 1;
            end = Math.min(ordered.size(), first + request.size());
        }
        return new Page<>(ordered.subList(first, end), end < ordered.size());
    }

    private static <T> int at(List<T> rows, Function<T, String> key, Anchor anchor) {
        for (int i = 0; i < rows.size(); i++) {
            if (key.apply(rows.get(i)).equals(anchor.sid())) {
                return i;
            }
        }
        throw new UnknownAnchorException(anchor.sid());
    }
}
