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

/** The greater troubles of the moment, and what they explain. Not safe for use by many threads. */
public final class Inhibitions implements Suppression {
    /** So long after the last sign of a trouble its consequences are still ascribed to it; longer than they take to be over. */
    static final Duration LASTING = Duration.ofMinutes(10);

    /** Of more troubles of one inhibition, those on further hosts count as being on all hosts of their account. */
    private static final int MOST = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<Inhibition> wanted;
    /** When there was the last sign of each. */
    private final Map<Trouble, Instant> troubles = new HashMap<>();

    /** A trouble, as far as it matters where it is. */
    private record Trouble(Inhibition inhibition, Map<Label, String> labels) {}

    /** As it is remembered. */
    private record Remembered(String inhibition, Map<Label, String> labels, long last) {}

    public Inhibitions(Collection<Inhibition> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Takes something that has happened. */
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

    /** What there is to remember; what is over is forgotten. */
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

    /** Takes up what was remembered; what another version wrote and this one cannot read is left out. */
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
