package dev.ringback.model;

import dev.ringback.model.Parameters.Parameter;
import java.util.List;
import java.util.Set;

/**
 * An event with all that follows from it, ready to be stored.
 *
 * @param resources what the event says of each resource it changes: only the fields it speaks of are set
 * @param references further SIDs whose timeline the event belongs to; never the event's own SID
 * @param tags by which the message that the event is about can be found
 */
public record Entry(Event event, List<Resource> resources, Set<String> references, Set<Parameter> tags) {
    /** The most characters of a tag's name and value together: longer ones stay with the event, but nobody looks for a message by them. */
    public static final int MAX_TAG_CHARACTERS = 500;

    public Entry {
        resources = List.copyOf(resources);
        references = Set.copyOf(references);
        tags = Set.copyOf(tags);
    }

    /** Without tags. */
    public Entry(Event event, List<Resource> resources, Set<String> references) {
        this(event, resources, references, Set.of());
    }

    /** Whether it tells of something that Twilio has deleted. */
    public boolean tellsErasure() {
        return resources.stream().anyMatch(resource -> resource.answered().erasure() != Erasure.NONE);
    }

    /** The same for another event, from which the same follows. */
    public Entry withEvent(Event other) {
        return new Entry(other, resources, references, tags);
    }

    /** The event alone, marked: it is kept, but moves no state. */
    public Entry withoutResources(String problem) {
        return new Entry(event.withProblem(problem), List.of(), references);
    }
}
