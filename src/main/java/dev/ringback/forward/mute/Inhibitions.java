package dev.ringback.forward.mute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.PartialLabels;
import dev.ringback.forward.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tracks the troubles of the moment and suppresses what they explain. Not safe for use by many threads. */
public final class Inhibitions implements Suppression {
    /** A trouble explains its consequences until this long after its last sign. Consequences arrive sooner. */
    static final Duration LASTING = Duration.ofMinutes(10);

    /** Bounds the troubles of one inhibition. Beyond it, a trouble on a further host counts for all hosts of its account. */
    private static final int MOST = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<Inhibition> wanted;
    /** The troubles with the time of the last sign of each. */
    private final Map<Trouble, Instant> troubles = new HashMap<>();

    /** Identifies a trouble by its inhibition and its shared labels. */
    private record Trouble(Inhibition inhibition, Map<Label, String> labels) {}

    /** Holds a trouble as it is stored. */
    private record Remembered(String inhibition, Map<Label, String> labels, long last) {}

    public Inhibitions(Collection<Inhibition> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Notes an occurrence if it is a sign of a trouble. */
    public void add(Occurrence occurrence) {
        for (Inhibition inhibition : wanted) {
            if (inhibition.isCause(occurrence.labels())) {
                Trouble trouble = trouble(inhibition, occurrence.labels());
                troubles.merge(trouble, occurrence.at(), (before, now) -> now.isAfter(before) ? now : before);
            }
        }
    }

    private Trouble trouble(Inhibition inhibition, Map<Label, String> labels) {
        Trouble trouble = new Trouble(inhibition, inhibition.shared(labels));
        return troubles.containsKey(trouble) || count(inhibition) < MOST
                ? trouble
                : new Trouble(inhibition, inhibition.widespread(labels));
    }

    private long count(Inhibition inhibition) {
        return troubles.keySet().stream()
                .filter(trouble -> trouble.inhibition().equals(inhibition))
                .count();
    }

    @Override
    public boolean holds(String rule, Map<Label, String> labels, Instant now) {
        return judge(rule, PartialLabels.exact(labels), now) == Verdict.YES;
    }

    @Override
    public Verdict judge(String rule, PartialLabels labels, Instant now) {
        return wanted.stream().map(inhibition -> judge(inhibition, labels, now)).reduce(Verdict.NO, Verdict::or);
    }

    private Verdict judge(Inhibition inhibition, PartialLabels labels, Instant now) {
        Verdict isNoise = inhibition.isNoise(labels);
        if (isNoise == Verdict.NO) {
            return isNoise;
        }
        Verdict verdict = Verdict.NO;
        for (Map.Entry<Trouble, Instant> trouble : troubles.entrySet()) {
            if (trouble.getKey().inhibition().equals(inhibition)
                    && now.isBefore(trouble.getValue().plus(LASTING))) {
                verdict = verdict.or(inhibition.agrees(trouble.getKey().labels(), labels));
            }
            if (verdict == Verdict.YES) {
                return isNoise;
            }
        }
        return isNoise.and(verdict);
    }

    /** Forgets troubles that are over and returns the others as JSON to be stored. */
    public String remember(Instant now) {
        troubles.values().removeIf(last -> !now.isBefore(last.plus(LASTING)));
        List<Remembered> all = new ArrayList<>();
        troubles.forEach((trouble, last) ->
                all.add(new Remembered(trouble.inhibition().name(), trouble.labels(), last.toEpochMilli())));
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a list of plain values cannot be written", impossible);
        }
    }

    /** Restores stored troubles. JSON of another version that cannot be read is ignored. */
    public void restore(String remembered) {
        try {
            JSON.readValue(remembered, new TypeReference<List<Remembered>>() {}).stream()
                    .forEach(one -> wanted.stream()
                            .filter(inhibition -> inhibition.name().equals(one.inhibition()))
                            .forEach(inhibition -> troubles.put(
                                    new Trouble(inhibition, one.labels()), Instant.ofEpochMilli(one.last()))));
        } catch (JsonProcessingException unknown) {
            troubles.clear();
        }
    }
}
