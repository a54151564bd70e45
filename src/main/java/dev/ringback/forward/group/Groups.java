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
 * Holds the groups of all rules and makes their notices. It has no clock: callers pass the time, so the same occurrences and times give the
 * same notices on every machine, even if they are read late. Not safe for use by many threads.
 */
public final class Groups {
    /** Bounds the number of groups. Beyond it, new groups of a rule share one group without labels. */
    static final int MOST = 5000;

    private final Rules rules;
    private final Suppression suppression;
    private final Map<GroupKey, Group> groups = new LinkedHashMap<>();
    private final Set<GroupKey> changed = new HashSet<>();
    private final Set<GroupKey> ended = new HashSet<>();
    private final ErrorDeduplicator countedOnce = new ErrorDeduplicator();
    private Instant due = Instant.MAX;

    /** Makes an instance without groups. */
    public Groups(Rules rules, Suppression suppression) {
        this.rules = rules;
        this.suppression = suppression;
    }

    /**
     * Restores groups from their stored states. A group whose rule was removed from the settings is ended.
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

    /** Adds an occurrence that has no alert SID. */
    public void add(Occurrence occurrence) {
        add(occurrence, "");
    }

    /**
     * Adds an occurrence to the groups of all rules that match it.
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
            ended.remove(key);
            note(key, group);
        }
    }

    /**
     * Adds an occurrence that lasts until {@link #resolve} says that it is over. Where the same subject was different before, groups that it
     * does not belong to any more count it as over.
     *
     * @param subject the same from the beginning to the end
     */
    public void addLasting(Occurrence occurrence, String subject) {
        Set<GroupKey> keys = new HashSet<>();
        for (Rule rule : rules.matching(occurrence)) {
            GroupKey key = key(rule, occurrence);
            keys.add(key);
            Group group = groups.computeIfAbsent(key, absent -> new Group(rule, absent.labels()));
            group.addLasting(occurrence, subject, suppression);
            ended.remove(key);
            note(key, group);
        }
        resolve(occurrence, subject, keys);
    }

    /** Ends what lasts, in all groups that it belongs to. */
    public void resolve(Occurrence occurrence, String subject) {
        resolve(occurrence, subject, Set.of());
    }

    private void resolve(Occurrence occurrence, String subject, Set<GroupKey> except) {
        groups.forEach((key, group) -> {
            if (group.isOpen(subject) && !except.contains(key)) {
                group.resolve(occurrence, subject);
                note(key, group);
            }
        });
    }

    private void note(GroupKey key, Group group) {
        changed.add(key);
        due = group.due().isBefore(due) ? group.due() : due;
    }

    /**
     * Marks an occurrence as counted before the restart, so that a repetition of it is not counted again.
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

    /** Returns when {@link #advance} has to be called next; {@link Instant#MAX} if not before the next occurrence. */
    public Instant due() {
        return due;
    }

    /** Returns the notices due until now, in the order in which they became due. */
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

    /** Returns what has changed since the last call. */
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

    /** Tells whether anything has changed since {@link #changes} was last called. */
    public boolean hasChanged() {
        return !changed.isEmpty() || !ended.isEmpty();
    }

    /** Returns the number of groups. */
    public int size() {
        return groups.size();
    }

    /**
     * Lists the states to store and the groups to delete, by the groups' keys.
     *
     * @param states to be given to {@link #restore}
     */
    public record Changes(Map<String, String> states, Set<String> ended) {}
}
