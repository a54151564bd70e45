package dev.ringback.config;

import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.model.EventKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a target of the list {@code forward}. */
final class TargetNode {
    /** Values that the label {@code kind} of an event can have. */
    private static final Set<String> KINDS =
            MatcherNodes.withSystemEvents(Arrays.stream(EventKind.values()).map(EventKind::value));

    private final PlacedNode node;
    private final SettingsPlace place;

    TargetNode(PlacedNode node, SettingsPlace place) {
        this.node = node;
        this.place = place;
    }

    /** Reads the target, and adds what is wrong to the problems; empty if too much is wrong. */
    Optional<EventTarget> read() {
        return NodeOptions.read(node, place, this::read)
                .filter(target -> !target.name().isEmpty());
    }

    EventTarget read(ReceiverOptions options) {
        options.texts("matchers");
        List<LabelMatcher> matchers =
                node.field("matchers").isPresent() ? MatcherNodes.read(node, "matchers", KINDS) : List.of();
        return new EventTarget(
                options.required("name"),
                options.requiredUrl("url"),
                matchers,
                options.parsed("format", EventTarget.Format.TWILIO, TargetNode::format),
                options.parsed("concurrency", EventTarget.DEFAULT_CONCURRENCY, TargetNode::concurrency),
                options.secret("authorization"));
    }

    private static EventTarget.Format format(String text) {
        return Arrays.stream(EventTarget.Format.values())
                .filter(format -> format.value().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(EventTarget.Format.values())
                                .map(EventTarget.Format::value)
                                .collect(Collectors.joining(", "))));
    }

    private static int concurrency(String text) {
        if (text.matches("\\d{1,3}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= EventTarget.MAX_CONCURRENCY) {
                return number;
            }
        }
        throw new IllegalArgumentException("must be a number from 1 to " + EventTarget.MAX_CONCURRENCY);
    }
}
