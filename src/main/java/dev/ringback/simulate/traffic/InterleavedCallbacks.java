package dev.ringback.simulate.traffic;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;

/** Iterates over the callbacks of many scenarios at once, each scenario's in its own order, as Twilio would send them. */
final class InterleavedCallbacks implements Iterator<SimulatedCallback> {
    /** More than a sender keeps in flight, so that it always finds a resource that is not waiting for an answer. */
    private static final int AT_ONCE = 256;

    private final Iterator<List<SimulatedCallback>> scenarios;
    private final RandomGenerator random;
    private final List<Iterator<SimulatedCallback>> begun = new ArrayList<>(AT_ONCE);

    InterleavedCallbacks(Iterator<List<SimulatedCallback>> scenarios, RandomGenerator random) {
        this.scenarios = scenarios;
        this.random = random;
    }

    @Override
    public boolean hasNext() {
        return !begun.isEmpty() || scenarios.hasNext();
    }

    @Override
    public SimulatedCallback next() {
        while (begun.size() < AT_ONCE && scenarios.hasNext()) {
            begun.add(scenarios.next().iterator());
        }
        if (begun.isEmpty()) {
            throw new NoSuchElementException();
        }
        int chosen = random.nextInt(begun.size());
        Iterator<SimulatedCallback> callbacks = begun.get(chosen);
        SimulatedCallback next = callbacks.next();
        if (!callbacks.hasNext()) {
            begun.set(chosen, begun.get(begun.size() - 1));
            begun.remove(begun.size() - 1);
        }
        return next;
    }
}
