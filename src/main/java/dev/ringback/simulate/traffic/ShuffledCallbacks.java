package dev.ringback.simulate.traffic;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;

/**
 * Iterates over callbacks in any order, within a resource and across. Of endless traffic only so much is mixed as memory should hold; what is smaller is
 * mixed through and through.
 */
final class ShuffledCallbacks implements Iterator<SimulatedCallback> {
    private static final int HELD = 4096;

    private final Iterator<List<SimulatedCallback>> scenarios;
    private final RandomGenerator random;
    private final List<SimulatedCallback> held = new ArrayList<>(HELD);

    ShuffledCallbacks(Iterator<List<SimulatedCallback>> scenarios, RandomGenerator random) {
        this.scenarios = scenarios;
        this.random = random;
    }

    @Override
    public boolean hasNext() {
        return !held.isEmpty() || scenarios.hasNext();
    }

    @Override
    public SimulatedCallback next() {
        while (held.size() < HELD && scenarios.hasNext()) {
            held.addAll(scenarios.next());
        }
        if (held.isEmpty()) {
            throw new NoSuchElementException();
        }
        int chosen = random.nextInt(held.size());
        SimulatedCallback next = held.get(chosen);
        held.set(chosen, held.get(held.size() - 1));
        held.remove(held.size() - 1);
        return next;
    }
}
