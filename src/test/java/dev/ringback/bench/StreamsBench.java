package dev.ringback.bench;

import java.util.List;
import java.util.function.IntFunction;

/** Measures callbacks with a thousand streams open beside them, and without. */
final class StreamsBench implements Part {
    private static final int STREAMS = 1_000;
    private static final double GOAL = 0.9;
    private static final long WARM_UP_SEED = 6;
    private static final long WARM_UP_BESIDE_SEED = 15;
    private static final long SEED = 7;

    private final Workshop workshop;
    private final Series alone = Series.ceiling("durable ingest to " + STREAMS + " numbers, no stream open");
    private final Beside1000 filtered =
            new Beside1000("a number of its own each", i -> Paths.streamTo(StatusTraffic.number(i)), 1);
    private final Beside1000 everything = new Beside1000("no filter", i -> Paths.stream(), STREAMS);

    StreamsBench(Workshop workshop) {
        this.workshop = workshop;
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
                thread -> new StatusTraffic(seed, thread, threads, STREAMS));
    }

    /** The same callbacks beside a thousand streams of one kind, and what came on these. */
    private final class Beside1000 {
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
        Beside1000(String kind, IntFunction<String> paths, int streamsEach) {
            this.kind = kind;
            this.paths = paths;
            this.streamsEach = streamsEach;
            this.series = Series.below(alone, Report.format("durable ingest, %,d streams open, %s", STREAMS, kind));
        }

        void measure(DurableIngest ingest) {
            DurableIngest.Run run = ingest.measure(LiveBench.HEAP, this::open);
            series.add(run.sample());
            peakResidentBytes = Math.max(peakResidentBytes, run.peakResidentBytes());
        }

        private Beside open(ServerProcess server) {
            long storedBefore = server.storedEvents();
            OpenStreams streams = OpenStreams.open(server.apiPort(), STREAMS, paths);
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
                    Report.format("beside the ingest: %,d streams, %s", STREAMS, kind),
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
