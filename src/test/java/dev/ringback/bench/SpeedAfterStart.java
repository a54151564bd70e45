package dev.ringback.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast messages are read in each second after a start, while Java still compiles, against what the same process reaches in the end. Every
 * second is a run of wrk of its own, with connections of its own.
 */
final class SpeedAfterStart implements Part {
    private static final int TIMES = 3;
    private static final int ALL_STATUSES = 3;
    private static final double NEARLY = 0.9;

    private final Workshop workshop;
    private final int seconds;

    /** @param seconds how many are looked at, from when the server is ready: then it is warmed up, and measured once more */
    SpeedAfterStart(Workshop workshop, int seconds) {
        this.workshop = workshop;
        this.seconds = seconds;
    }

    /** Measures one second; its end counts from when the process was asked for. */
    private record Second(double end, double perSecond) {}

    /** Measures one start. */
    private record Ramp(List<Second> seconds, double full) {
        /** The end of the first second of such a share of full speed; empty when none was seen. */
        OptionalDouble reaches(double share) {
            return seconds.stream()
                    .filter(second -> second.perSecond() >= share * full)
                    .mapToDouble(Second::end)
                    .findFirst();
        }

        double half() {
            return reaches(0.5).orElse(Double.POSITIVE_INFINITY);
        }
    }

    @Override
    public void run(Report report) {
        MessageDatabase database =
                MessageDatabase.kept(workshop.folder(), workshop.plan().messages(), ALL_STATUSES);
        Path paths = workshop.paths("after a start", Read.message.addresses(database));
        List<Ramp> ramps = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            Path copy = workshop.copy(database, "after-start");
            ramps.add(ramp(copy, paths, report));
            workshop.deleteDatabase(copy);
        }
        ramps.sort(Comparator.comparingDouble(Ramp::half));
        Ramp middle = ramps.get(ramps.size() / 2);
        report.fact(
                "start to half of full speed, message by SID",
                Report.format(
                        "%s (%s to %s), of %,.0f requests/s; median of %d",
                        words(middle), words(ramps.get(0)), words(ramps.get(ramps.size() - 1)), middle.full(), TIMES));
        report.table(table(middle));
    }

    private Ramp ramp(Path database, Path paths, Report report) {
        List<Second> measured = new ArrayList<>();
        long began = System.nanoTime();
        try (ServerProcess server = workshop.live(database)) {
            for (int second = 0; second < seconds; second++) {
                Load load = workshop.wrk().get(server.apiPort(), paths, 1);
                report.failed(load.failures());
                measured.add(new Second(secondsSince(began), load.perSecond()));
            }
            workshop.warmUp(server, paths);
            Load load =
                    workshop.wrk().get(server.apiPort(), paths, workshop.plan().seconds());
            report.failed(load.failures());
            Ramp ramp = new Ramp(measured, load.perSecond());
            System.out.println(Report.format("  start: half of %,.0f requests/s: %s", ramp.full(), words(ramp)));
            return ramp;
        }
    }

    private String words(Ramp ramp) {
        return Double.isInfinite(ramp.half())
                ? Report.format("not within %d s", seconds)
                : Report.format("%.1f s", ramp.half());
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    /** Ends where full speed is nearly reached. */
    private static List<String> table(Ramp ramp) {
        List<String> lines = new ArrayList<>(List.of(
                "| after a start: seconds up to | messages by SID, requests/s | of full speed |", "|---|---|---|"));
        double last = ramp.reaches(NEARLY).orElse(Double.POSITIVE_INFINITY);
        for (Second second : ramp.seconds()) {
            if (second.end() <= last) {
                lines.add(Report.format(
                        "| %.1f | %,.0f | %.2f |", second.end(), second.perSecond(), second.perSecond() / ramp.full()));
            }
        }
        return lines;
    }
}
