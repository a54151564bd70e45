package dev.ringback.upstream.backfill;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobForm;
import dev.ringback.jobs.JobPeriod;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.callback.ResourceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Says what is to be filled. */
public record BackfillRequest(JobPeriod period, Set<ResourceKind> kinds) {
    private static final Map<ResourceKind, String> NAMES = new TreeMap<>(Map.of(
            ResourceKind.MESSAGE, "Messages",
            ResourceKind.CALL, "Calls",
            ResourceKind.RECORDING, "Recordings",
            ResourceKind.CONFERENCE, "Conferences",
            ResourceKind.ALERT, "Alerts"));

    public BackfillRequest {
        kinds = Set.copyOf(kinds);
    }

    /** Returns the names of all parameters that a form may have. */
    static List<String> names() {
        List<String> names = new ArrayList<>(List.of(JobPeriod.SINCE, JobPeriod.UNTIL));
        names.addAll(kindNames());
        return List.copyOf(names);
    }

    /** Returns the first moment. */
    Instant since() {
        return period.since();
    }

    /** Returns the last moment. */
    Instant until() {
        return period.until();
    }

    /**
     * Tells whether both fill the same: equal kinds from an equal moment on, until an equal moment or until each was asked for.
     *
     * @param asked when this was asked for
     * @param otherAsked when the other was
     */
    boolean isSame(Instant asked, BackfillRequest other, Instant otherAsked) {
        return kinds.equals(other.kinds) && period.isSame(asked, other.period, otherAsked);
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
        JobPeriod period = JobPeriod.of(form, now);
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        for (Map.Entry<ResourceKind, String> name : NAMES.entrySet()) {
            if (JobForm.flag(form, name.getValue())) {
                kinds.add(name.getKey());
            }
        }
        return new BackfillRequest(period, kinds.isEmpty() ? NAMES.keySet() : kinds);
    }

    /** Reads what {@link #text} has written. */
    static BackfillRequest of(String text) {
        try {
            return of(JobForm.read(text), Instant.EPOCH);
        } catch (InvalidJobException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder(period.text());
        NAMES.forEach((kind, name) -> {
            if (kinds.contains(kind)) {
                text.append('&').append(name).append("=true");
            }
        });
        return text.toString();
    }
}
