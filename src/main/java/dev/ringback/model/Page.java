package dev.ringback.model;

import java.util.List;

/**
 * A page of a list, in the list's order.
 *
 * @param hasNext whether further rows follow
 */
public record Page<T>(List<T> items, boolean hasNext) {
    public Page {
        items = List.copyOf(items);
    }
}
