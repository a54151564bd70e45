package dev.ringback.simulate.traffic;

import java.util.List;
import java.util.Map;

/**
 * The story of one resource and what belongs to it.
 *
 * @param callbacks in the order in which Twilio would send them
 * @param samples SIDs worth showing; mostly empty
 */
record Scenario(List<SimulatedCallback> callbacks, Map<Sample, String> samples) {
    Scenario {
        callbacks = List.copyOf(callbacks);
        samples = Map.copyOf(samples);
    }
}
