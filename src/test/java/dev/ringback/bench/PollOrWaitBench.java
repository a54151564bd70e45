package dev.ringback.bench;

import dev.ringback.bench.FollowedMessages.Step;
import dev.ringback.bench.client.Connections;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compares callers that ask again and again whether a message is final with callers that wait for it. */
final class PollOrWaitBench implements Part {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long WARM_UP_SEED = 10;
    private static final long POLL_SEED = 11;
    private static final long WAIT_SEED = 12;
    private static final long SPARE_SECONDS = 10;

    private final Workshop workshop;
    private final FollowedMessages messages;

    PollOrWaitBench(Workshop workshop, FollowedMessages messages) {
        this.workshop = workshop;
        this.messages = messages;
    }

    @Override
    public void run(Report report) {
        System.out.println("poll or wait");
        Path database = workshop.freshDatabase("follow");
        try (ServerProcess server = workshop.live(database, LiveBench.HEAP)) {
            follow(server, Way.poll(PAUSE), WARM_UP_SEED);
            follow(server, Way.WAIT, WARM_UP_SEED + WAIT_SEED);
            Outcome polled = follow(server, Way.poll(PAUSE), POLL_SEED);
            Outcome waited = follow(server, Way.WAIT, WAIT_SEED);
            report.failed(polled.failures() + waited.failures());
            report.table(List.of(
                    Report.format(
                            "| %,d messages, each final %.1f to %.1f s after it was accepted | requests | requests a message |"
                                    + " mean delay ms | p99 delay ms | server CPU ms |",
                            messages.count(),
                            messages.shortest().toMillis() / 1e3,
                            messages.longest().toMillis() / 1e3),
                    "|---|---|---|---|---|---|",
                    line("poll: asks every " + PAUSE.toMillis() + " ms", polled),
                    line("wait: asks once", waited)));
        }
        workshop.deleteDatabase(database);
    }

    private record Outcome(int requests, Delays delays, double cpuSeconds, long failures) {}

    private String line(String name, Outcome outcome) {
        return Report.format(
                "| %s | %,d | %.1f | %.1f | %.1f | %.0f |",
                name,
                outcome.requests(),
                (double) outcome.requests() / messages.count(),
                outcome.delays().meanMillis(),
                outcome.delays().percentileMillis(0.99),
                1e3 * outcome.cpuSeconds());
    }

    private Outcome follow(ServerProcess server, Way way, long seed) {
        List<Step> steps = messages.steps(seed);
        CpuTimes before = CpuTimes.of(server.pid());
        try (Connections connections = new Connections()) {
            Callers callers = new Callers(
                    connections,
                    server.apiPort(),
                    messages.count(),
                    way,
                    message -> StatusTraffic.sid(seed, message),
                    messages.count(),
                    Callers.NO_MORE);
            long[] committedAt = new long[messages.count()];
            TimedCallbacks sending = new TimedCallbacks(
                    connections,
                    server.callbackPort(),
                    steps.stream().map(Step::callback).toList(),
                    done -> {
                        Step step = steps.get(done);
                        if (step.last()) {
                            committedAt[step.message()] = System.nanoTime();
                        } else {
                            callers.follow(step.message(), step.message());
                        }
                    });
            long last = steps.get(steps.size() - 1).callback().atNanos();
            sending.begin();
            long deadline = System.nanoTime() + last + TimeUnit.SECONDS.toNanos(SPARE_SECONDS);
            while (callers.known() < messages.count() && System.nanoTime() - deadline < 0) {
                sending.sendDue();
                callers.askDue();
                connections.turn(1);
            }
            Delays delays = CommitToCaller.of(callers, message -> committedAt[message], messages.count())
                    .delays();
            long failures = callers.failures() + sending.load().failures() + messages.count() - callers.known();
            return new Outcome(
                    callers.requests(),
                    delays,
                    CpuTimes.of(server.pid()).since(before).serverSeconds(),
                    failures);
        }
    }
}
