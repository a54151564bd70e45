package dev.ringback.forward.group;

import dev.ringback.forward.mute.Suppression;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All groups of all rules. Time is told to it: the same occurrences and moments give the same notices, on whichever machine, also when they
 * are told late. Not safe for use by many threads.
 */
public final class Groups {
    /** More of them than anybody reads about: from then on the newcomers of a rule share one group, without labels. */
    static final int MOST = 5000;

    private final Rules rules;
    private final Suppression suppression;
    private final Map<GroupKey, Group> groups = new LinkedHashMap<>();
    private final Set<GroupKey> changed = new HashSet<>();
    private final Set<GroupKey> ended = new HashSet<>();
    private final ErrorDeduplicator countedOnce = new ErrorDeduplicator();
    private Instant due = Instant.MAX;

    /** Watches nothing yet. */
    public Groups(Rules rules, Suppression suppression) {
        this.rules = rules;
        this.suppression = suppression;
    }

    /**
     * Takes up what was remembered. Who was told of a group whose rule is there no more is told that it is over.
     *
     * @param remembered as {@link #changes} gave it
     */
    public List<RoutedNotice> restore(Map<String, String> remembered, Instant now) {
        List<RoutedNotice> notices = new ArrayList<>();
        remembered
                .values()
                .forEach(json -> GroupState.parse(json).ifPresent(state -> {
                    GroupKey key = new GroupKey(state.rule(), state.labels());
                    Optional<Rule> rule = rules.named(state.rule());
                    if (rule.isPresent()) {
                        groups.put(key, new Group(rule.get(), state));
                    } else {
                        Rule gone = Rule.gone(state.rule());
                        if (state.since() != null) {
                            new Group(gone, state)
                                    .end(now, Instant.ofEpochMilli(state.since()))
                                    .map(routed -> routed.withThreshold("is in the settings no more"))
                                    .ifPresent(notices::add);
                        }
                        ended.add(key);
                    }
                }));
        due = earliest();
        return notices;
    }

    /** Takes something that has happened, and is no alert that is known by name. */
    public void add(Occurrence occurrence) {
        add(occurrence, "");
    }

    /**
     * Takes something that has happened.
     *
     * @param alertSid the Debugger's own {@code NO...}, which names the same error however it is told; empty of everything else
     */
    public void add(Occurrence occurrence, String alertSid) {
        for (Rule rule : rules.matching(occurrence)) {
            GroupKey key = key(rule, occurrence);
            if (!countedOnce.isNew(key, occurrence, alertSid)) {
                continue;
            }
            Group group = groups.computeIfAbsent(key, absent -> new Group(rule, absent.labels()));
            group.add(occurrence, suppression);
            changed.add(key);
            ended.remove(key);
            due = group.due().isBefore(due) ? group.due() : due;
        }
    }

    /**
     * Takes note of something that was added before what was remembered, so that it is not counted again when it is told again.
     *
     * @param alertSid as {@link #add(Occurrence, String)} takes it
     */
    public void noteCounted(Occurrence occurrence, String alertSid) {
        for (Rule rule : rules.matching(occurrence)) {
            countedOnce.isNew(key(rule, occurrence), occurrence, alertSid);
        }
    }

    private GroupKey key(Rule rule, Occurrence occurrence) {
        GroupKey key = new GroupKey(rule.name(), rule.group(occurrence));
        return groups.containsKey(key) || groups.size() < MOST ? key : new GroupKey(rule.name(), Map.of());
    }

    /** When there is something to look at next; {@link Instant#MAX} for not before the next occurrence. */
    public Instant due() {
        return due;
    }

    /** The notices that are due until now, in the order in which they became due, as if each had been asked for in its moment. */
    public List<RoutedNotice> advance(Instant now) {
        List<RoutedNotice> notices = new ArrayList<>();
        while (!due.isAfter(now)) {
            Instant moment = due;
            groups.forEach((key, group) -> {
                if (!group.due().isAfter(moment)) {
                    group.tell(moment, suppression).ifPresent(notices::add);
                    changed.add(key);
                }
            });
            due = earliest();
        }
        return notices;
    }

    private Instant earliest() {
        return groups.values().stream()
                .map(Group::due)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Forgets what is quiet and counts nothing any more. */
    public void forget(Instant now) {
        groups.forEach((key, group) -> {
            if (group.isOver(now)) {
                ended.add(key);
            }
        });
        ended.forEach(key -> {
            groups.remove(key);
            changed.remove(key);
        });
    }

    /** What has changed since this was last asked. */
    public Changes changes() {
        Map<String, String> states = new HashMap<>();
        changed.forEach(key -> Optional.ofNullable(groups.get(key))
                .ifPresent(group -> states.put(key.toString(), group.state().toJson())));
        Set<String> gone = new HashSet<>();
        ended.forEach(key -> gone.add(key.toString()));
        changed.clear();
        ended.clear();
        return new Changes(states, gone);
    }

    /** Whether there is anything to remember. */
    public boolean hasChanged() {
        return !changed.isEmpty() || !ended.isEmpty();
    }

    /** How many groups are watched. */
    public int size() {
        return groups.size();
    }

    /**
     * What is to be remembered, and what is not any more, by the groups' keys.
     *
     * @param states to be given to {@link #restore}
     */
    public record Changes(Map<String, String> states, Set<String> ended) {}
}
