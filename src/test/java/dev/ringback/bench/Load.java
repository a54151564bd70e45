package dev.ringback.bench;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What wrk saw of one run.
 *
 * @param answers how many came, whatever their status
 * @param micros how long the run took
 * @param p50 microseconds
 * @param p99 microseconds
 * @param badStatus answers of 400 and above
 * @param broken connections that failed, and time-outs
 * @param built requests that were begun; some of them had no answer yet when time was up
 * @param exhausted threads that ran out of requests
 */
record Load(long answers, long micros, long p50, long p99, long badStatus, long broken, long built, int exhausted) {
    private static final Pattern LINE = Pattern.compile("bench requests=(\\d+) micros=(\\d+) p50=(\\d+) p99=(\\d+)"
            + " status=(\\d+) broken=(\\d+) built=(\\d+) exhausted=(\\d+)");

    /** Finds the line that {@code report.lua} prints. */
    static Optional<Load> parse(String output) {
        Matcher found = LINE.matcher(output);
        if (!found.find()) {
            return Optional.empty();
        }
        long[] numbers = IntStream.rangeClosed(1, found.groupCount())
                .mapToLong(group -> Long.parseLong(found.group(group)))
                .toArray();
        return Optional.of(new Load(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                Math.toIntExact(numbers[7])));
    }

    double perSecond() {
        return answers * 1e6 / micros;
    }

    long failures() {
        return badStatus + broken;
    }
}
