package dev.ringback.forward.mute;

import dev.ringback.forward.rule.IsoTime;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.forward.rule.Timespan;
import dev.ringback.model.Silence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a requested silence before it is checked. All values are text as they were written.
 *
 * @param rule empty for all
 * @param startsAt null for now; what is past counts as now, as in Alertmanager
 * @param endsAt null where there is a duration
 * @param duration from the start on; null where there is an end
 */
public record SilenceDraft(
        String rule,
        List<String> matchers,
        @Nullable String startsAt,
        @Nullable String endsAt,
        @Nullable String duration,
        String createdBy,
        String comment) {
    public static final int MAX_MATCHERS = 20;
    public static final int MAX_MATCHER = 500;
    public static final int MAX_NAME = 100;
    public static final int MAX_COMMENT = 500;

    /** The longest silence. A permanent one belongs into the rules. */
    public static final Duration MAX_DURATION = Duration.ofDays(3_660);

    public SilenceDraft {
        matchers = List.copyOf(matchers);
    }

    /**
     * Checks the draft and its rule, and returns the silence without an id.
     *
     * @throws InvalidSilenceException when anything is wrong, with the first thing that is
     */
    public Silence silence(Rules rules, Instant now) throws InvalidSilenceException {
        if (!rule.isBlank() && rules.named(rule.strip()).isEmpty()) {
            throw new InvalidSilenceException(
                    "rule",
                    rules.all().isEmpty()
                            ? "names no rule; there are none"
                            : "names no rule; there are "
                                    + rules.all().stream().map(Rule::name).collect(Collectors.joining(", ")));
        }
        return silence(now);
    }

    /**
     * Checks the draft without looking up its rule, and returns the silence without an id.
     *
     * @throws InvalidSilenceException when anything is wrong, with the first thing that is
     */
    public Silence silence(Instant now) throws InvalidSilenceException {
        List<String> read = readMatchers();
        if (read.isEmpty() && rule.isBlank()) {
            throw new InvalidSilenceException("matchers", "names nothing: name at least one, or a rule");
        }
        Instant start = startsAt == null ? now : later(now, time("starts_at", startsAt));
        Instant end = end(start);
        if (!end.isAfter(now)) {
            throw new InvalidSilenceException("ends_at", "is past");
        }
        if (!end.isAfter(start)) {
            throw new InvalidSilenceException("ends_at", "must be after starts_at");
        }
        if (end.isAfter(now.plus(MAX_DURATION))) {
            throw new InvalidSilenceException(
                    duration == null ? "ends_at" : "duration", "must be within " + MAX_DURATION.toDays() + " days");
        }
        limit("rule", rule, MAX_NAME);
        limit("created_by", createdBy, MAX_NAME);
        limit("comment", comment, MAX_COMMENT);
        return new Silence(0, plain(rule), read, start, end, plain(createdBy), plain(comment));
    }

    private List<String> readMatchers() throws InvalidSilenceException {
        if (matchers.size() > MAX_MATCHERS) {
            throw new InvalidSilenceException("matchers", "must not be more than " + MAX_MATCHERS);
        }
        List<String> read = new ArrayList<>();
        for (String matcher : matchers) {
            limit("matchers", matcher, MAX_MATCHER);
            try {
                read.add(LabelMatcher.parse(matcher).toString());
            } catch (IllegalArgumentException wrong) {
                throw new InvalidSilenceException("matchers", "has '" + matcher + "', which " + wrong.getMessage());
            }
        }
        return read;
    }

    private Instant end(Instant start) throws InvalidSilenceException {
        if (endsAt != null && duration != null) {
            throw new InvalidSilenceException("ends_at", "stands beside duration: only one of them can count");
        }
        if (endsAt != null) {
            return time("ends_at", endsAt);
        }
        if (duration == null) {
            throw new InvalidSilenceException("ends_at", "is missing: say when it ends, or its duration");
        }
        try {
            return start.plus(Timespan.parse(duration));
        } catch (IllegalArgumentException wrong) {
            throw new InvalidSilenceException("duration", String.valueOf(wrong.getMessage()));
        }
    }

    /** Removes what no database can store: NUL, and unpaired surrogates. */
    private static String plain(String text) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replace("\0", "").strip();
    }

    private static Instant time(String field, String text) throws InvalidSilenceException {
        try {
            return IsoTime.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidSilenceException(field, String.valueOf(wrong.getMessage()));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void limit(String field, String text, int most) throws InvalidSilenceException {
        if (text.length() > most) {
            throw new InvalidSilenceException(field, "must not be longer than " + most + " characters");
        }
    }
}
