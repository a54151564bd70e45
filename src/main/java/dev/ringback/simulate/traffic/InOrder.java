package dev.ringback.simulate.traffic;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;

/** Many stories told at once, each in its own order, as Twilio's time would have it. */
final class InOrder implements Iterator<SimulatedCallback> {
    /** More than a sender keeps in flight, so that it always finds a resource that is not waiting for an answer. */
    private static final int AT_ONCE = 256;

    private final Iterator<List<SimulatedCallback>> stories;
    private final RandomGenerator random;
    private final List<Iterator<SimulatedCallback>> begun = new ArrayList<>(AT_ONCE);

    InOrder(Iterator<List<SimulatedCallback>> stories, RandomGenerator random) {
        this.stories = stories;
        this.random = random;
    }

    @Override
    public boolean hasNext() {
        return !begun.isEmpty() || stories.hasNext();
    }

    @Override
    public SimulatedCallback next() {
        while (begun.size() < AT_ONCE && stories.hasNext()) {
            begun.add(stories.next().iterator());
        }
        if (begun.isEmpty()) {
            throw new NoSuchElementException();
        }
        int chosen = random.nextInt(begun.size());
        Iterator<SimulatedCallback> story = begun.get(chosen);
        SimulatedCallback next = story.next();
        if (!story.hasNext()) {
            begun.set(chosen, begun.get(begun.size() - 1));
            begun.remove(begun.size() - 1);
        }
        return next;
    }
}
