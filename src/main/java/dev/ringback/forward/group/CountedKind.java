package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import java.util.Map;

/**
 * Holds the counts of one kind of occurrences as they are stored.
 *
 * @param total how many since the trouble began
 * @param fresh how many since the last notice
 * @param recent how many in the window, while there is no trouble
 */
record CountedKind(Map<Label, String> labels, long total, long fresh, Map<Long, SlidingCount.Counted> recent) {}
