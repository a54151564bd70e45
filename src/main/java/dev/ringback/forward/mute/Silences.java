package dev.ringback.forward.mute;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.PartialLabels;
import dev.ringback.forward.rule.Verdict;
import dev.ringback.model.Silence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Suppresses what the silences of the moment match. Safe for use by many threads. */
public final class Silences implements Suppression {
    private volatile List<Parsed> silences = List.of();

    /** A silence with its matchers read. */
    private record Parsed(Silence silence, List<LabelMatcher> matchers) {}

    /** Replaces all silences. A silence of another version whose matchers cannot be read is ignored. */
    public void set(Collection<Silence> all) {
        silences = all.stream().flatMap(Silences::parse).toList();
    }

    private static Stream<Parsed> parse(Silence silence) {
        try {
            return Stream.of(new Parsed(
                    silence,
                    silence.matchers().stream().map(LabelMatcher::parse).toList()));
        } catch (IllegalArgumentException unknown) {
            return Stream.empty();
        }
    }

    @Override
    public boolean holds(String rule, Map<Label, String> labels, Instant now) {
        return judge(rule, PartialLabels.exact(labels), now) == Verdict.YES;
    }

    @Override
    public Verdict judge(String rule, PartialLabels labels, Instant now) {
        return silences.stream()
                .filter(parsed -> parsed.silence().isActive(now)
                        && (parsed.silence().rule().isEmpty()
                                || parsed.silence().rule().equals(rule)))
                .map(parsed -> parsed.matchers().stream()
                        .map(matcher -> matcher.judge(labels))
                        .reduce(Verdict.YES, Verdict::and))
                .reduce(Verdict.NO, Verdict::or);
    }
}
