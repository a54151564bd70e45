package dev.ringback.bench;

import java.util.List;
import java.util.function.IntFunction;

/** Measures callbacks with many streams open beside them, and without. */
final class StreamsBench implements Part {
    private static final double GOAL = 0.9;
    private static final long WARM_UP_SEED = 6;
    private static final long WARM_UP_BESIDE_SEED = 15;
    private static final long SEED = 7;

    private final Workshop workshop;
    private final int crowd;
    private final Series alone;
    private final Crowd filtered;
    private final Crowd everything;

    /** @param crowd how many streams are open at once */
    StreamsBench(Workshop workshop, int crowd) {
        this.workshop = workshop;
        this.crowd = crowd;
        alone = Series.ceiling(Report.format("durable ingest to %,d numbers, no stream open", crowd));
        filtered = new Crowd("a number of its own each", i -> Paths.streamTo(StatusTraffic.number(i)), 1);
        everything = new Crowd("no filter", i -> Paths.stream(), crowd);
    }

    @Override
    public void run(Report report) {
        System.out.println("preparing signed requests");
        Plan plan = workshop.plan();
        RequestFiles warmUp = write("warm-up", WARM_UP_SEED, plan.warmUpRequests());
        RequestFiles warmUpBeside = write("warm-up-beside", WARM_UP_BESIDE_SEED, plan.warmUpRequests() / 2);
        RequestFiles requests = write("requests", SEED, plan.maxPerSecond() * plan.seconds());
        DurableIngest ingest = new DurableIngest(workshop, warmUp, List.of(warmUpBeside), requests);
        for (int round = 1; round <= plan.rounds(); round++) {
            System.out.printf("streams, round %d of %d%n", round, plan.rounds());
            alone.add(ingest.measure(LiveBench.HEAP, server -> Beside.NOTHING).sample());
            filtered.measure(ingest);
            everything.measure(ingest);
        }
        warmUp.delete();
        warmUpBeside.delete();
        requests.delete();
        report.rows(List.of(alone, filtered.series, everything.series));
        filtered.report(report);
        everything.report(report);
    }

    private RequestFiles write(String name, long seed, int requests) {
        int threads = workshop.wrk().threads();
        return RequestFiles.write(
                workshop.folder().resolve(name),
                threads,
                requests,
                thread -> new StatusTraffic(seed, thread, threads, crowd));
    }

    /** The same callbacks beside streams of one kind, and what came on these. */
    private final class Crowd {
        private final String kind;
        private final IntFunction<String> paths;
        private final int streamsEach;
        private final Series series;
        private long came;
        private long expected;
        private long cameWhile;
        private long micros;
        private long ended;
        private long peakResidentBytes;

        /** @param streamsEach to how many streams one event goes */
        Crowd(String kind, IntFunction<String> paths, int streamsEach) {
            this.kind = kind;
            this.paths = paths;
            this.streamsEach = streamsEach;
            this.series = Series.below(alone, Report.format("durable ingest, %,d streams open, %s", crowd, kind));
        }

        void measure(DurableIngest ingest) {
            DurableIngest.Run run = ingest.measure(LiveBench.HEAP, this::open);
            series.add(run.sample());
            peakResidentBytes = Math.max(peakResidentBytes, run.peakResidentBytes());
        }

        private Beside open(ServerProcess server) {
            long storedBefore = server.storedEvents();
            OpenStreams streams = OpenStreams.open(server.apiPort(), crowd, paths);
            return new Beside() {
                private long cameBefore;

                @Override
                public void measuring() {
                    cameBefore = streams.events();
                }

                @Override
                public void measured(Sample sample) {
                    cameWhile += streams.events() - cameBefore;
                    micros += sample.load().micros();
                    streams.close();
                    came += streams.events();
                    expected += (server.storedEvents() - storedBefore) * streamsEach;
                    ended += streams.ended();
                }
            };
        }

        void report(Report report) {
            double share = series.ofCeiling().orElse(0);
            report.fact(
                    Report.format("beside the ingest: %,d streams, %s", crowd, kind),
                    Report.format(
                            "%.2f of the rate without, %s; %,.0f events a second came on the streams meanwhile, and with the warm-up and %d s"
                                    + " afterwards %,d of %,d; the server ended %d streams; resident memory %.0f MB, peak (%s)",
                            share,
                            LiveBench.goal(share >= GOAL, "0.9 of the rate"),
                            cameWhile * 1e6 / micros,
                            OpenStreams.CATCH_UP_SECONDS,
                            came,
                            expected,
                            ended,
                            peakResidentBytes / 1e6,
                            LiveBench.HEAP));
        }
    }
}
