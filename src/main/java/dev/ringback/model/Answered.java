package dev.ringback.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what only an answer of Twilio's REST API tells of a resource, beside its fields.
 *
 * @param askedAt when it was asked for by Twilio's clock; null where no answer tells of the resource, and where it was read back
 * @param certainty how sure the facts are, as far as their columns keep that; not read back
 * @param createdCertainty how sure the creation is; not read back
 * @param nulls the fields that Twilio has said to be null, as it spells them, and that are to stay so; a value that is known counts more
 * @param erasure what Twilio has deleted; not read back
 */
public record Answered(
        @Nullable Instant askedAt,
        Certainty certainty,
        Certainty createdCertainty,
        Set<String> nulls,
        Erasure erasure) {
    /** Stands for what was told otherwise. */
    public static final Answered NONE =
            new Answered(null, Certainty.GUESSED, Certainty.GUESSED, Set.of(), Erasure.NONE);

    public Answered {
        nulls = Set.copyOf(nulls);
    }

    /** Returns what is read back: the fields that are known to be null. */
    public static Answered nulls(Set<String> nulls) {
        return nulls.isEmpty() ? NONE : new Answered(null, Certainty.GUESSED, Certainty.GUESSED, nulls, Erasure.NONE);
    }
}
