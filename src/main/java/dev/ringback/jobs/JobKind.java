package dev.ringback.jobs;

import dev.ringback.model.Job;
import dev.ringback.model.Parameters;
import dev.ringback.model.Role;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A kind of work that jobs do. Safe for use by many threads. */
public interface JobKind {

    /** The name that is stored: lower case, with hyphens. */
    String name();

    /** Returns the least role of who may ask for such a job over the API. */
    default Role least() {
        return Role.OPERATOR;
    }

    /**
     * Reads what a job of this kind is to do.
     *
     * @param form may hold further parameters, which say nothing to it
     * @return what {@link Job#parameters} holds; null where the kind says it all
     * @throws InvalidJobException when the job could not be done so
     */
    default @Nullable String parameters(Parameters form) throws InvalidJobException {
        return null;
    }

    /** Names the parameters that it reads from a form; empty where the kind says it all. */
    default List<String> fields() {
        return List.of();
    }

    /**
     * Says why no job of this kind can be done by the settings of now and what is known now, for people and without secrets; null where nothing is in the
     * way.
     */
    default @Nullable String obstacle() {
        return null;
    }

    /**
     * Tells whether a job that is not finished does all that another would, which is asked for now: then nobody needs the other.
     *
     * @param parameters those of the other, as {@link #parameters} has made them
     */
    default boolean isSame(Job unfinished, @Nullable String parameters) {
        return Objects.equals(unfinished.parameters(), parameters);
    }

    /**
     * Does a job, from its last checkpoint on. What was done since that checkpoint may be done again.
     *
     * @param progress has to be told at least every few seconds; throws when the work has to end, which is to be let through
     * @return tells the outcome to people
     * @throws RuntimeException when the work failed; the message is shown to people, so it says nothing secret
     */
    String run(Job job, JobProgress progress);
}
