package dev.ringback.bench;

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
    private final boolean withPeer;
    private final Series ceiling = Series.ceiling("ceiling: verifies the signed callbacks, stores nothing");
    private final Series door = Series.below(ceiling, "the callback door with a store that keeps nothing");
    private final Series durable = Series.below(ceiling, "durable ingest");
    private final Series besideReader = Series.below(ceiling, "durable ingest beside a reader");
    private final Series peer = Series.ceiling("the peer, Fastify and better-sqlite3: durable ingest, a commit each");
    private final Series reader = Series.ceiling("the reader: list of 50, one connection, beside the ingest");

    /** @param withPeer without it Node is not needed */
    IngestBench(Workshop workshop, boolean withPeer) {
        this.withPeer = withPeer;
        this.workshop = workshop;
        this.plan = workshop.plan();
        this.wrk = workshop.wrk();
    }

    @Override
    public void run(Report report) {
        if (withPeer) {
            Peer.require();
        }
        System.out.println("preparing signed requests");
        RequestFiles warmUp = RequestFiles.write(
                workshop.folder().resolve("warm-up"), WARM_UP_SEED, wrk.threads(), plan.warmUpRequests());
        RequestFiles requests = RequestFiles.write(
                workshop.folder().resolve("requests"), SEED, wrk.threads(), plan.maxPerSecond() * plan.seconds());
        DurableIngest ingest = new DurableIngest(workshop, warmUp, List.of(), requests);
        for (int round = 1; round <= plan.rounds(); round++) {
            System.out.printf("callbacks, round %d of %d%n", round, plan.rounds());
            ceiling(ceiling, "verify", warmUp, requests);
            durable(durable, ingest, report);
            ceiling(door, "door", warmUp, requests);
            if (withPeer) {
                peer(warmUp, requests);
            }
            durable(besideReader, ingest, report);
        }
        report.rows(List.of(ceiling, door, durable, besideReader, reader));
        if (withPeer) {
            report.rows(List.of(peer));
            report.fact(
                    "durable ingest beside the peer",
                    Report.format("%.2f of the peer's rate (Node %s)", durable.rateOf(peer), Peer.node()));
        }
        warmUp.delete();
        requests.delete();
    }

    private void ceiling(Series series, String kind, RequestFiles warmUp, RequestFiles requests) {
        try (ServerProcess server = workshop.ceiling(kind)) {
            wrk.post(server.callbackPort(), warmUp, Plan.MAX_WARM_UP_SECONDS);
            series.add(Sample.of(server, () -> wrk.post(server.callbackPort(), requests, plan.seconds()))
                    .complete(plan));
        }
    }

    private void peer(RequestFiles warmUp, RequestFiles requests) {
        Path database = workshop.freshDatabase("ingest-peer");
        try (ServerProcess server = workshop.peer(database)) {
            wrk.post(server.callbackPort(), warmUp, Plan.MAX_WARM_UP_SECONDS);
            peer.add(Sample.of(server, () -> wrk.post(server.callbackPort(), requests, plan.seconds()))
                    .complete(plan));
        }
        workshop.deleteDatabase(database);
    }

    private void durable(Series series, DurableIngest ingest, Report report) {
        DurableIngest.Run run =
                ingest.measure("", series == besideReader ? this::startReading : server -> Beside.NOTHING);
        report.peakResidentBytes(run.peakResidentBytes());
        report.stored(run.stored());
        series.add(run.sample());
    }

    private Beside startReading(ServerProcess server) {
        Path list = workshop.paths("beside", Stream.of(Paths.list("PageSize=50")));
        Process reading = wrk.lone(1).startGet(server.apiPort(), list, plan.seconds());
        return sample -> reader.add(new Sample(Wrk.await(reading), sample.cpu()));
    }
}
