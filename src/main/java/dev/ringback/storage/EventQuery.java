package dev.ringback.storage;

import dev.ringback.model.EventKind;
import dev.ringback.model.TimeRange;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of events, newest first.
 *
 * @param scope whose events
 * @param kind only those of this kind; null for any. {@link EventKind#UNKNOWN} has those too whose stored kind no constant names
 * @param digits only those that write each of these somewhere in payload or target, or may write them by an escape
 * @param received only those that came first in this range
 * @param beforeId the id to continue before, {@link Long#MAX_VALUE} to begin
 * @param size events of a full page
 */
public record EventQuery(
        AccountScope scope, @Nullable EventKind kind, Set<String> digits, TimeRange received, long beforeId, int size) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    public EventQuery {
        digits = Set.copyOf(digits);
        if (!digits.stream().allMatch(text -> DIGITS.matcher(text).matches())) {
            throw new IllegalArgumentException("digits " + digits);
        }
    }
}
