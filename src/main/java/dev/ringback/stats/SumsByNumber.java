package dev.ringback.stats;

import dev.ringback.model.StatsRow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds a sum for each value of a dimension, found by its number. Used by one thread. */
final class SumsByNumber {
    private static final int BEGIN = 64;

    private @Nullable FigureSum[] near = new @Nullable FigureSum[BEGIN];
    private final Map<Long, FigureSum> far = new HashMap<>();

    /** Returns the sum of a number of the dictionary. */
    FigureSum of(int number) {
        if (number >= near.length) {
            near = Arrays.copyOf(near, Math.max(number + 1, 2 * near.length));
        }
        FigureSum sum = near[number];
        if (sum == null) {
            sum = new FigureSum();
            near[number] = sum;
        }
        return sum;
    }

    /** Returns the sum of a number that may be large, such as that of an hour. */
    FigureSum ofFar(long number) {
        return far.computeIfAbsent(number, fresh -> new FigureSum());
    }

    void forEach(Consumer<FigureSum> each) {
        far.values().forEach(each);
        Arrays.stream(near).flatMap(Stream::ofNullable).forEach(each);
    }

    /** Returns the sums of numbers of a dictionary. */
    Stream<StatsRow> rows(Dictionary dictionary) {
        return IntStream.range(0, near.length).boxed().flatMap(number -> {
            FigureSum sum = near[number];
            return sum == null
                    ? Stream.empty()
                    : Stream.of(new StatsRow(dictionary.text(number), sum.figures(dictionary)));
        });
    }
}
