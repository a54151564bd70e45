package dev.ringback.bench;

import dev.ringback.bench.StatusTraffic.Update;
import dev.ringback.bench.TimedCallbacks.Timed;
import dev.ringback.bench.client.Connections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures how soon many callers that wait at once hear of what is committed, while callbacks come at a fixed rate. */
final class WaitingBench implements Part {
    private static final int PER_SECOND = 2_000;
    private static final double GOAL_MILLIS = 5;
    private static final long WARM_UP_SEED = 13;
    private static final long SEED = 14;
    private static final String FINAL = StatusTraffic.STATUSES.get(StatusTraffic.STATUSES.size() - 1);
    /** Of the callbacks of the warm-up: so many come once more, at the fixed rate, with callers that wait. */
    private static final int WAITS_SHARE = 5;

    private final Workshop workshop;
    private final int crowd;
    private final Series callbacks;
    private final Series waits;
    private int waited;
    private int earlier;

    /** @param crowd how many callers wait at once */
    WaitingBench(Workshop workshop, int crowd) {
        this.workshop = workshop;
        this.crowd = crowd;
        this.callbacks = Series.ceiling(
                Report.format("callbacks at a fixed %,d/s, beside %,d waiting callers", PER_SECOND, crowd));
        this.waits = Series.ceiling(Report.format("%,d waiting callers: p50 and p99 from commit to the caller", crowd));
    }

    @Override
    public void run(Report report) {
        Plan plan = workshop.plan();
        Path database = workshop.freshDatabase("waiting");
        try (ServerProcess server = workshop.live(database, LiveBench.HEAP)) {
            System.out.println("waiting, warming up");
            RequestFiles warmUp = RequestFiles.write(
                    workshop.folder().resolve("warm-up"),
                    WARM_UP_SEED,
                    workshop.wrk().threads(),
                    plan.warmUpRequests());
            workshop.wrk().post(server.callbackPort(), warmUp, Plan.MAX_WARM_UP_SECONDS);
            warmUp.delete();
            run(server, SEED, Math.max(1, plan.warmUpRequests() / WAITS_SHARE / PER_SECOND));
            for (int round = 1; round <= plan.rounds(); round++) {
                System.out.printf("waiting, round %d of %d%n", round, plan.rounds());
                measure(server, SEED + round, plan.seconds());
            }
        }
        workshop.deleteDatabase(database);
        report.rows(List.of(callbacks, waits));
        double p99 = waits.median(sample -> sample.load().p99()) / 1e3;
        report.fact(
                "delay from commit to the waiting caller",
                Report.format(
                        "p50 %.2f ms, p99 %.2f ms of %,d waits, %s; from the callback's 2xx to the caller's answer, both as they come in at"
                                + " one client; the %.0f%% that came before that 2xx count as 0 (%s)",
                        waits.median(sample -> sample.load().p50()) / 1e3,
                        p99,
                        waited,
                        LiveBench.goal(p99 < GOAL_MILLIS, "p99 below 5 ms"),
                        100.0 * earlier / Math.max(1, waited),
                        LiveBench.HEAP));
    }

    private void measure(ServerProcess server, long seed, int seconds) {
        CpuTimes before = CpuTimes.of(server.pid());
        Outcome outcome = run(server, seed, seconds);
        CpuTimes cpu = CpuTimes.of(server.pid()).since(before);
        callbacks.add(new Sample(outcome.callbacks(), cpu));
        waits.add(new Sample(outcome.waits(), cpu));
        waited += outcome.delays().delays().count();
        earlier += outcome.delays().earlier();
    }

    private record Outcome(Load callbacks, Load waits, CommitToCaller delays) {}

    private Outcome run(ServerProcess server, long seed, int seconds) {
        Traffic traffic = Traffic.of(seed, PER_SECOND * seconds);
        try (Connections connections = new Connections()) {
            Callers callers = new Callers(
                    connections,
                    server.apiPort(),
                    crowd,
                    Way.WAIT,
                    message -> StatusTraffic.sid(seed, message),
                    traffic.messages() + crowd,
                    message -> message + crowd);
            InSteps.begin(connections, crowd, caller -> callers.follow(caller, caller), server::waiting, "waiting");
            long[] committedAt = new long[traffic.messages()];
            TimedCallbacks sending =
                    new TimedCallbacks(connections, server.callbackPort(), traffic.callbacks(), callback -> {
                        Update update = traffic.updates().get(callback);
                        if (update.status().equals(FINAL)) {
                            committedAt[(int) update.message()] = System.nanoTime();
                        }
                    });
            long began = System.nanoTime();
            sending.begin();
            long deadline = began + TimeUnit.SECONDS.toNanos(2L * seconds + 10);
            long finals = traffic.finals();
            while ((!sending.allAnswered() || callers.known() < finals) && System.nanoTime() - deadline < 0) {
                sending.sendDue();
                callers.askDue();
                connections.turn(1);
            }
            CommitToCaller delays = CommitToCaller.of(callers, message -> committedAt[message], traffic.messages());
            long missing = finals - callers.known();
            return new Outcome(
                    sending.load(),
                    delays.delays().load(System.nanoTime() - began, callers.failures() + missing),
                    delays);
        }
    }

    /** Callbacks at the same distance from each other. */
    private record Traffic(List<Update> updates, List<Timed> callbacks, int messages) {

        static Traffic of(long seed, int count) {
            StatusTraffic traffic = new StatusTraffic(seed, 0, 1);
            List<Update> updates = new ArrayList<>();
            List<Timed> callbacks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Update update = traffic.nextUpdate();
                String form = StatusTraffic.form(seed, update.message(), update.status());
                updates.add(update);
                callbacks.add(new Timed(TimeUnit.SECONDS.toNanos(i) / PER_SECOND, RequestFiles.request(form)));
            }
            return new Traffic(
                    updates,
                    callbacks,
                    1 + (int) updates.stream().mapToLong(Update::message).max().orElse(0));
        }

        long finals() {
            return updates.stream()
                    .filter(update -> update.status().equals(FINAL))
                    .count();
        }
    }
}
