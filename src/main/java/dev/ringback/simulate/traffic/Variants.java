package dev.ringback.simulate.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The scenarios of one product: each once, in the order they are added, then by weight. */
final class Variants {
    private final List<Variant> variants = new ArrayList<>();
    private int totalWeight;

    private record Variant(int weight, Function<SeededRandom, Scenario> writer) {}

    Variants add(int weight, Function<SeededRandom, Scenario> writer) {
        variants.add(new Variant(weight, writer));
        totalWeight += weight;
        return this;
    }

    /** How many scenarios it takes to see each variant. */
    int size() {
        return variants.size();
    }

    /** Writes the scenario with this number, from 0. */
    Scenario write(int number, SeededRandom random) {
        Variant variant = number < variants.size() ? variants.get(number) : byWeight(random);
        return variant.writer().apply(random);
    }

    private Variant byWeight(SeededRandom random) {
        int remaining = random.between(1, totalWeight);
        for (Variant variant : variants) {
            remaining -= variant.weight();
            if (remaining <= 0) {
                return variant;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }
}
