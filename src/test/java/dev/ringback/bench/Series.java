package dev.ringback.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A row of the table: what was measured in each round, and what it is compared with. */
final class Series {
    private final String name;
    private final @Nullable Series ceiling;
    private final @Nullable Series smallest;
    private final List<Sample> samples = new ArrayList<>();

    private Series(String name, @Nullable Series ceiling, @Nullable Series smallest) {
        this.name = name;
        this.ceiling = ceiling;
        this.smallest = smallest;
    }

    static Series ceiling(String name) {
        return new Series(name, null, null);
    }

    static Series below(Series ceiling, String name) {
        return new Series(name, ceiling, null);
    }

    /** @param smallest the same on the smallest database */
    static Series ofSize(Series ceiling, @Nullable Series smallest, String name) {
        return new Series(name, ceiling, smallest);
    }

    void add(Sample sample) {
        samples.add(sample);
        System.out.printf(
                "  %-62s %,9.0f/s  p50 %7.2f ms  p99 %7.2f ms  %5.1f us  failed %d  others %.0f%%%n",
                name,
                sample.load().perSecond(),
                sample.load().p50() / 1e3,
                sample.load().p99() / 1e3,
                sample.serverMicros(),
                sample.load().failures(),
                100 * sample.cpu().othersShare());
    }

    String name() {
        return name;
    }

    List<Sample> samples() {
        return samples;
    }

    double median(ToDoubleFunction<Sample> figure) {
        return median(samples.stream().mapToDouble(figure).toArray());
    }

    double max(ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).max().orElse(0);
    }

    double min(ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).min().orElse(0);
    }

    /** The rate as a share of the ceiling's, each round by itself; empty for a ceiling. */
    OptionalDouble ofCeiling() {
        return ceiling == null
                ? OptionalDouble.empty()
                : against(ceiling, sample -> sample.load().perSecond());
    }

    /** The p99 as a multiple of that on the smallest database; empty where there is none. */
    OptionalDouble p99AgainstSmallest() {
        return smallest == null
                ? OptionalDouble.empty()
                : against(smallest, sample -> sample.load().p99());
    }

    /** The rate as a share of that of another row, each round by itself. */
    double rateOf(Series other) {
        return against(other, sample -> sample.load().perSecond()).orElseThrow();
    }

    private OptionalDouble against(Series other, ToDoubleFunction<Sample> figure) {
        return OptionalDouble.of(median(IntStream.range(0, samples.size())
                .mapToDouble(round ->
                        figure.applyAsDouble(samples.get(round)) / figure.applyAsDouble(other.samples.get(round)))
                .toArray()));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
