package dev.ringback.forward.event;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Describes a consumer to which events are forwarded.
 *
 * @param name different from that of every other target and receiver
 * @param matchers of the {@linkplain EventLabels labels} of an event; all have to hold, none for everything
 * @param concurrency how many requests may be under way at once; those about one resource never are
 * @param authorization the value of a header {@code Authorization}; empty for none
 */
public record EventTarget(
        String name,
        URI url,
        List<LabelMatcher> matchers,
        Format format,
        int concurrency,
        Optional<String> authorization) {
    public static final int DEFAULT_CONCURRENCY = 8;
    public static final int MAX_CONCURRENCY = 64;

    public EventTarget {
        matchers = List.copyOf(matchers);
    }

    /** Names the format in which a target gets events. */
    public enum Format {
        /** Twilio's own request, signed again for this target. */
        TWILIO,
        /** A CloudEvent of version 1.0 in structured mode. */
        CLOUDEVENTS;

        /** Returns the name as the settings spell it. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Tells whether events with these labels are sent there. */
    public boolean wants(Map<Label, String> labels) {
        return matchers.stream().allMatch(matcher -> matcher.holds(labels));
    }

    /**
     * Tells whether events of Ringback's own with these labels are sent there: only to who asks for their kind, as CloudEvents. Twilio has no
     * request for them.
     */
    public boolean asksFor(Map<Label, String> labels) {
        return format == Format.CLOUDEVENTS
                && wants(labels)
                && matchers.stream()
                        .anyMatch(matcher -> matcher.label() == Label.KIND
                                && !matcher.operator().isNegative());
    }

    /** Returns the name alone, since the URL may be a secret. */
    @Override
    public String toString() {
        return "EventTarget[" + name + "]";
    }
}
