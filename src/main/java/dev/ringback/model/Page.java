package dev.ringback.model;

import java.util.List;

/**
 * One page of a list, newest first.
 *
 * @param hasNext whether older rows follow
 */
public record Page<T>(List<T> items, boolean hasNext) {
    public Page {
        items = List.copyOf(items);
    }
}
