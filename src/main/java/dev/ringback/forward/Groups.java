package dev.ringback.forward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * All groups of all rules. Time is told to it: the same occurrences and moments give the same notices, on whichever machine. Not safe for use by
 * many threads.
 */
public final class Groups {
    private final Rules rules;
    private final BiPredicate<Rule, Map<Label, String>> suppressed;
    private final Map<Key, Group> groups = new LinkedHashMap<>();

    private record Key(String rule, Map<Label, String> labels) {}

    /**
     * Watches nothing yet.
     *
     * @param suppressed whether the notices of a group wait at the moment, because of a silence or of something greater
     */
    public Groups(Rules rules, BiPredicate<Rule, Map<Label, String>> suppressed) {
        this.rules = rules;
        this.suppressed = suppressed;
    }

    /** Takes something that has happened. */
    public void add(Occurrence occurrence) {
        for (Rule rule : rules.matching(occurrence)) {
            Map<Label, String> labels = rule.group(occurrence);
            groups.computeIfAbsent(new Key(rule.name(), labels), key -> new Group(rule, labels))
                    .add(occurrence);
        }
    }

    /** When there is something to look at next; {@link Instant#MAX} for not before the next occurrence. */
    public Instant due() {
        return groups.values().stream()
                .map(Group::due)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** The notices that are due, those of the elder groups first. */
    public List<Notice> advance(Instant now) {
        List<Notice> notices = new ArrayList<>();
        groups.forEach((key, group) -> {
            if (!now.isBefore(group.due())) {
                group.tell(now, suppressed.test(group.rule(), key.labels())).ifPresent(notices::add);
            }
        });
        groups.values().removeIf(group -> group.isOver(now));
        return notices;
    }

    /** How many groups are watched. */
    public int size() {
        return groups.size();
    }
}
