package dev.ringback.dashboard.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Holds lines over time, in a picture that is stretched to its place. Where a value is missing a line has a gap.
 *
 * @param width of the picture, in its own units: 10 for each value
 * @param height of the picture
 * @param paths of the lines, in the words of SVG
 * @param points say the values of the first line to whoever points at them
 */
public record Lines(int width, int height, double bottom, double top, List<String> paths, List<Point> points) {
    private static final int STEP = 10;

    public Lines {
        paths = List.copyOf(paths);
        points = List.copyOf(points);
    }

    /** Holds a place that tells its value. */
    public record Point(int x, int width, String title) {}

    /**
     * Draws lines of as many values.
     *
     * @param titles of the values
     * @param bottom the value at the lower edge
     * @param top the value at the upper edge, above {@code bottom}
     */
    public static Lines of(
            List<List<OptionalDouble>> series, List<String> titles, double bottom, double top, int height) {
        List<String> paths = new ArrayList<>();
        for (List<OptionalDouble> values : series) {
            paths.add(path(values, bottom, top, height));
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            points.add(new Point(i * STEP, STEP, titles.get(i)));
        }
        return new Lines(Math.max(1, titles.size()) * STEP, height, bottom, top, paths, points);
    }

    private static String path(List<OptionalDouble> values, double bottom, double top, int height) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < values.size(); i++) {
            OptionalDouble value = values.get(i);
            if (value.isPresent()) {
                double y = height - (value.getAsDouble() - bottom) / (top - bottom) * height;
                String x = Coordinates.of(i * STEP + STEP / 2.0);
                // one value alone is seen too, as a line as long as its time
                boolean isAlone =
                        !drawing && (i + 1 == values.size() || values.get(i + 1).isEmpty());
                if (isAlone) {
                    path.append('M')
                            .append(i * STEP)
                            .append(' ')
                            .append(Coordinates.of(y))
                            .append('h')
                            .append(STEP);
                } else {
                    path.append(drawing ? 'L' : 'M').append(x).append(' ').append(Coordinates.of(y));
                }
            }
            drawing = value.isPresent();
        }
        return path.toString();
    }
}
