package dev.ringback.upstream.backfill;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.callback.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what is to be filled.
 *
 * @param since the first moment
 * @param until the last moment
 */
public record BackfillRequest(Instant since, Instant until, Set<ResourceKind> kinds) {
    /** Names the first day or moment. */
    public static final String SINCE = "Since";
    /** Names the last day or moment. */
    public static final String UNTIL = "Until";

    private static final Map<ResourceKind, String> NAMES = new TreeMap<>(Map.of(
            ResourceKind.MESSAGE, "Messages",
            ResourceKind.CALL, "Calls",
            ResourceKind.RECORDING, "Recordings",
            ResourceKind.CONFERENCE, "Conferences",
            ResourceKind.ALERT, "Alerts"));

    /** Between the moment that stands for a missing {@code Until} and that of the job lies less. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    public BackfillRequest {
        kinds = Set.copyOf(kinds);
    }

    /** Returns the names of all parameters that a form may have. */
    static List<String> names() {
        List<String> names = new ArrayList<>(List.of(SINCE, UNTIL));
        names.addAll(kindNames());
        return List.copyOf(names);
    }

    /**
     * Tells whether both fill the same: equal kinds from an equal moment on, until an equal moment or until each was asked for.
     *
     * @param asked when this was asked for
     * @param otherAsked when the other was
     */
    boolean isSame(Instant asked, BackfillRequest other, Instant otherAsked) {
        return since.equals(other.since)
                && kinds.equals(other.kinds)
                && (until.equals(other.until) || (reaches(asked) && other.reaches(otherAsked)));
    }

    private boolean reaches(Instant asked) {
        return !until.isBefore(asked.minus(AT_ONCE));
    }

    /** Returns the names of the parameters that choose a kind. */
    public static List<String> kindNames() {
        return List.copyOf(NAMES.values());
    }

    /**
     * Reads a form: {@code Since}, {@code Until} and a parameter for each kind that is wanted, such as {@code Messages=true}; without any of these all kinds
     * are.
     *
     * @param now stands for {@code Until} where that is missing
     */
    static BackfillRequest of(Parameters form, Instant now) throws InvalidJobException {
        String expected = "a day or a moment, as 2026-01-01 or 2026-01-01T12:00:00Z";
        Instant since = moment(form.text(SINCE), false);
        if (since == null) {
            throw new InvalidJobException(SINCE, expected);
        }
        Instant until = form.text(UNTIL) == null ? now : moment(form.text(UNTIL), true);
        if (until == null) {
            throw new InvalidJobException(UNTIL, expected);
        }
        if (!since.isBefore(until)) {
            throw new InvalidJobException(SINCE, "before " + UNTIL);
        }
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        for (Map.Entry<ResourceKind, String> name : NAMES.entrySet()) {
            String value = form.text(name.getValue());
            if (value != null && !value.equals("true") && !value.equals("false")) {
                throw new InvalidJobException(name.getValue(), "true or false");
            }
            if ("true".equals(value)) {
                kinds.add(name.getKey());
            }
        }
        return new BackfillRequest(since, until, kinds.isEmpty() ? NAMES.keySet() : kinds);
    }

    /** Reads what {@link #text} has written. */
    static BackfillRequest of(String text) {
        List<Parameter> parameters = new ArrayList<>();
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            parameters.add(new Parameter(part.substring(0, equals), part.substring(equals + 1)));
        }
        try {
            return of(new Parameters(parameters), Instant.EPOCH);
        } catch (InvalidJobException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder(SINCE + '=' + since + '&' + UNTIL + '=' + until);
        NAMES.forEach((kind, name) -> {
            if (kinds.contains(kind)) {
                text.append('&').append(name).append("=true");
            }
        });
        return text.toString();
    }

    /** @param end whether a day means its end */
    private static @Nullable Instant moment(@Nullable String text, boolean end) {
        if (text == null) {
            return null;
        }
        try {
            if (text.length() == "2026-01-01".length()) {
                LocalDate day = LocalDate.parse(text);
                return (end ? day.plusDays(1) : day)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            }
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
