package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Callbacks: the ceiling, the door without a database, the whole, and the whole with a reader beside it. */
final class IngestBench implements Part {
    private static final long WARM_UP_SEED = 1;
    private static final long SEED = 2;

    private final Workshop workshop;
    private final Plan plan;
    private final Wrk wrk;
    private final Series ceiling = Series.ceiling("ceiling: verifies the signed callbacks, stores nothing");
    private final Series door = Series.below(ceiling, "the callback door with a store that keeps nothing");
    private final Series durable = Series.below(ceiling, "durable ingest");
    private final Series besideReader = Series.below(ceiling, "durable ingest beside a reader");
    private final Series reader = Series.ceiling("the reader: list of 50, one connection, beside the ingest");

    IngestBench(Workshop workshop) {
        this.workshop = workshop;
        this.plan = workshop.plan();
        this.wrk = workshop.wrk();
    }

    @Override
    public void run(Report report) {
        System.out.println("preparing signed requests");
        RequestFiles warmUp = RequestFiles.write(
                workshop.folder().resolve("warm-up"), WARM_UP_SEED, wrk.threads(), plan.warmUpRequests());
        RequestFiles requests = RequestFiles.write(
                workshop.folder().resolve("requests"), SEED, wrk.threads(), plan.maxPerSecond() * plan.seconds());
        for (int round = 1; round <= plan.rounds(); round++) {
            System.out.printf("callbacks, round %d of %d%n", round, plan.rounds());
            ceiling(ceiling, "verify", warmUp, requests);
            durable(durable, warmUp, requests, report);
            ceiling(door, "door", warmUp, requests);
            durable(besideReader, warmUp, requests, report);
        }
        report.rows(List.of(ceiling, door, durable, besideReader, reader));
        delete(warmUp);
        delete(requests);
    }

    private void ceiling(Series series, String kind, RequestFiles warmUp, RequestFiles requests) {
        try (ServerProcess server = workshop.ceiling(kind)) {
            wrk.post(server.callbackPort(), warmUp, Plan.MAX_WARM_UP_SECONDS);
            series.add(complete(Sample.of(server, () -> wrk.post(server.callbackPort(), requests, plan.seconds()))));
        }
    }

    private void durable(Series series, RequestFiles warmUp, RequestFiles requests, Report report) {
        Path database = workshop.freshDatabase("ingest");
        Load warm;
        Sample sample;
        try (ServerProcess server = workshop.live(database)) {
            warm = wrk.post(server.callbackPort(), warmUp, Plan.MAX_WARM_UP_SECONDS);
            Process reading = series == besideReader ? startReading(server) : null;
            sample = complete(Sample.of(server, () -> wrk.post(server.callbackPort(), requests, plan.seconds())));
            if (reading != null) {
                reader.add(new Sample(Wrk.await(reading), sample.cpu()));
            }
            report.peakResidentBytes(server.peakResidentBytes());
        }
        StoredEvents stored = StoredEvents.in(database);
        stored.confirm(warm, sample.load());
        report.stored(stored);
        series.add(sample);
        workshop.deleteDatabase(database);
    }

    private Process startReading(ServerProcess server) {
        Path list = workshop.paths("beside", Stream.of(Paths.list("PageSize=50")));
        return wrk.lone(1).startGet(server.apiPort(), list, plan.seconds());
    }

    /** @throws IllegalStateException when the requests did not last: a thread that stops early makes the rate too low */
    private Sample complete(Sample sample) {
        if (sample.load().exhausted() > 0) {
            throw new IllegalStateException("faster than the %,d requests a second that were prepared; raise --max-rate"
                    .formatted(plan.maxPerSecond()));
        }
        return sample;
    }

    private static void delete(RequestFiles files) {
        try {
            files.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
