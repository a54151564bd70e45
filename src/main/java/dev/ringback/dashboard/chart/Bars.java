package dev.ringback.dashboard.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds bars that stand on a line at zero, in a picture that is stretched to its place.
 *
 * @param width of the picture, in its own units: 10 for each bar
 * @param height of the picture
 * @param top is the greatest value, which is as high as the picture
 */
public record Bars(int width, int height, double top, List<Bar> bars) {
    private static final int STEP = 10;
    private static final int GAP = 2;

    public Bars {
        bars = List.copyOf(bars);
    }

    /**
     * Holds a bar.
     *
     * @param title says its value to whoever points at it
     */
    public record Bar(int x, String y, int width, String height, String title) {}

    /** Holds a value to draw. */
    public record Value(double value, String title) {}

    /** Draws values, the greatest as high as the picture. */
    public static Bars of(List<Value> values, int height) {
        double top = values.stream().mapToDouble(Value::value).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (Value value : values) {
            double high = top == 0 ? 0 : value.value() / top * height;
            double visible = value.value() > 0 ? Math.max(high, 1) : 0;
            bars.add(new Bar(
                    bars.size() * STEP,
                    Coordinates.of(height - visible),
                    STEP - GAP,
                    Coordinates.of(visible),
                    value.title()));
        }
        return new Bars(Math.max(1, values.size()) * STEP, height, top, bars);
    }
}
