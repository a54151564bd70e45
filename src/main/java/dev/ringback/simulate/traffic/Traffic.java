package dev.ringback.simulate.traffic;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The callbacks that Twilio would send for a number of messages and calls, made up from a seed.
 *
 * <p>Equal options and an equal clock make equal traffic, to the byte. Shuffling and doubling change neither the callbacks nor their
 * content, only their order and how often they come. Callbacks are written while they are read, so long traffic takes no more memory than
 * short. Every call begins anew; the object may be shared by threads.
 */
public final class Traffic {
    /** Sources apart from the scenarios' own, or doubling one callback would change all that follow. */
    private static final long DUPLICATES = 0x6475_706c_6963_6174L;

    private static final long ORDER = 0x6f72_6465_7220_2020L;

    private final TrafficOptions options;
    private final Clock clock;

    /** @param clock what the callbacks' timestamps lie shortly before */
    public Traffic(TrafficOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /** All callbacks, in the order in which they are to be sent. */
    public Stream<SimulatedCallback> callbacks() {
        SplittableRandom order = new SplittableRandom(options.seed() ^ ORDER);
        Iterator<List<SimulatedCallback>> scenarios = scenarios();
        Iterator<SimulatedCallback> callbacks = options.shuffled()
                ? new ShuffledCallbacks(scenarios, order)
                : new InterleavedCallbacks(scenarios, order);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(callbacks, traits), false);
    }

    /** SIDs worth showing, of resources near the beginning; without those that so little traffic does not have. */
    public Map<Sample, String> samples() {
        Map<Sample, String> samples = new EnumMap<>(Sample.class);
        ScenarioMix mix = ScenarioMix.of(options, clock);
        while (mix.isOpening()) {
            mix.next().samples().forEach(samples::putIfAbsent);
        }
        return samples;
    }

    private Iterator<List<SimulatedCallback>> scenarios() {
        SplittableRandom duplicates = new SplittableRandom(options.seed() ^ DUPLICATES);
        Spliterator<Scenario> mix =
                Spliterators.spliteratorUnknownSize(ScenarioMix.of(options, clock), Spliterator.ORDERED);
        return StreamSupport.stream(mix, false)
                .map(scenario -> delivered(scenario, duplicates))
                .iterator();
    }

    /** The second delivery follows the first: it is sent because the answer to that was not heard. */
    private List<SimulatedCallback> delivered(Scenario scenario, SplittableRandom duplicates) {
        List<SimulatedCallback> delivered = new ArrayList<>();
        for (SimulatedCallback callback : scenario.callbacks()) {
            delivered.add(callback);
            if (duplicates.nextDouble() < options.duplicates()) {
                delivered.add(callback.again());
            }
        }
        return delivered;
    }
}
