package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import dev.ringback.storage.ForwardStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells which groups of alerts are in trouble, as whoever sends notices has written it down. Safe for use by many threads. */
public final class FiringGroups {
    private final ForwardStore store;

    public FiringGroups(ForwardStore store) {
        this.store = store;
    }

    /**
     * Describes a group in trouble.
     *
     * @param labels by their names in the settings
     * @param since when the trouble began
     * @param latest when the last occurrence came; null where there is none left
     * @param occurrences of the present trouble
     * @param receivers that were told of it
     */
    public record FiringGroup(
            String rule,
            Map<String, String> labels,
            Instant since,
            @Nullable Instant latest,
            long occurrences,
            List<String> receivers) {
        public FiringGroup {
            labels = Map.copyOf(labels);
            receivers = List.copyOf(receivers);
        }
    }

    /** Returns all of them, those that began last first. Of what another version has written it knows nothing. */
    public List<FiringGroup> all() {
        return store.groups().values().stream()
                .flatMap(json -> GroupState.parse(json).stream())
                .flatMap(FiringGroups::firing)
                .sorted(Comparator.comparing(FiringGroup::since).reversed())
                .toList();
    }

    private static Stream<FiringGroup> firing(GroupState state) {
        Long since = state.since();
        if (since == null) {
            return Stream.empty();
        }
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<Label, String> label : state.labels().entrySet()) {
            labels.put(label.getKey().value(), label.getValue());
        }
        Long latest = state.latest();
        return Stream.of(new FiringGroup(
                state.rule(),
                labels,
                Instant.ofEpochMilli(since),
                latest == null ? null : Instant.ofEpochMilli(latest),
                state.total(),
                state.receivers()));
    }
}
