package dev.ringback.upstream.repair;

import dev.ringback.concurrent.FailedStage;
import dev.ringback.model.Accounts;
import dev.ringback.model.Doubt;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.DoubtStore.Answered;
import dev.ringback.storage.DoubtStore.Sought;
import dev.ringback.storage.DowntimeStore;
import dev.ringback.storage.SweepStore;
import dev.ringback.twilio.callback.AnswerReader;
import dev.ringback.twilio.callback.Inquiry;
import dev.ringback.twilio.callback.UnexpectedAnswerException;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Product;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.UpstreamRequest;
import dev.ringback.upstream.list.ListException;
import dev.ringback.upstream.list.ListPage;
import dev.ringback.upstream.list.ListPages;
import dev.ringback.upstream.list.ListWalk;
import dev.ringback.upstream.list.PageWait;
import dev.ringback.upstream.repair.RepairPlan.Fetch;
import dev.ringback.upstream.repair.RepairPlan.Found;
import dev.ringback.upstream.repair.RepairPlan.ListRead;
import dev.ringback.upstream.repair.RepairPlan.SweepRead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Twilio what a plan says, and stores what it answers. It stops at the first sign that Twilio is busy, away or not itself: what is left is planned
 * anew the next time. Safe for use by many threads, of which one at a time should use it.
 */
public final class Repair {
    private static final Logger log = LoggerFactory.getLogger(Repair.class);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);

    /** The pause doubles so often: the longest is a day. */
    private static final int MOST_DOUBLINGS = 7;

    private static final int MOST_FOUND = 100_000;

    /** Longer than Twilio lists anything. */
    private static final Duration KEPT = Duration.ofDays(500);

    private final Supplier<Optional<Upstream>> upstream;
    private final AnswerSink sink;
    private final ListPages pages;
    private final RepairPlanner planner;
    private final DoubtStore doubts;
    private final DowntimeStore downtimes;
    private final SweepStore sweeps;
    private final @Nullable Duration keep;
    private final Clock clock;

    /**
     * Creates what asks by the settings of the moment.
     *
     * @param upstream is empty where the settings do not enable it: then nothing is asked
     * @param sink stores the answers, and notes those without a final state
     * @param keep how long is kept what arrives; null for ever
     */
    public Repair(
            Supplier<Optional<Upstream>> upstream,
            AnswerSink sink,
            RepairPlanner planner,
            DoubtStore doubts,
            DowntimeStore downtimes,
            SweepStore sweeps,
            @Nullable Duration keep,
            Clock clock) {
        this.upstream = upstream;
        this.sink = sink;
        this.pages = new ListPages(upstream, sink);
        this.planner = planner;
        this.doubts = doubts;
        this.downtimes = downtimes;
        this.sweeps = sweeps;
        this.keep = keep;
        this.clock = clock;
    }

    /** Tells what came of a repair. */
    public record Result(
            long requests,
            long estimated,
            long rows,
            @Nullable String stopped) {
        static final Result NOTHING = new Result(0, 0, 0, null);

        /** Tells people. */
        public String text() {
            return requests + " requests made, about " + estimated + " estimated; " + rows + " answers read"
                    + (stopped == null ? "" : "; stopped: " + stopped);
        }
    }

    /** Tells whether the settings let Twilio be asked. */
    boolean isEnabled() {
        return upstream.get().isPresent();
    }

    /** Plans with the accounts of the settings; without lists for what no callback tells, where the settings do not let Twilio be asked. */
    public RepairPlan plan(Accounts accounts) {
        UpstreamOptions options = upstream.get().map(Upstream::options).orElse(UpstreamOptions.OFF);
        return planner.plan(accounts, keep, options.hydrate(), options.trunkRecordings(), clock.instant());
    }

    /**
     * Plans, and does what is planned.
     *
     * @param tick is called every second or so with how many requests are done and how many are expected; what it throws ends the work
     */
    Result run(Tick tick) {
        Upstream now = upstream.get().orElse(null);
        if (now == null) {
            return Result.NOTHING;
        }
        RepairPlan plan = plan(now.accounts());
        if (plan.isEmpty()) {
            return Result.NOTHING;
        }
        Run run = new Run(plan, now, tick);
        try {
            run.lists();
            Instant repairedAt = clock.instant();
            plan.downtimes().forEach(downtime -> downtimes.repaired(downtime.id(), repairedAt));
            run.fetches();
            run.sweeps();
            Instant longAgo = clock.instant().minus(KEPT);
            sweeps.deleteBefore(longAgo);
            doubts.deleteBefore(longAgo);
            downtimes.deleteBefore(longAgo);
        } catch (ListException failed) {
            log.info("the repair goes on later: {}", failed.getMessage());
            return run.result(failed.getMessage());
        }
        Result result = run.result(null);
        log.info("repaired what was in doubt: {}", result.text());
        return result;
    }

    /** Is told how far the work is. */
    @FunctionalInterface
    interface Tick {
        void at(long done, long expected);
    }

    /** Does a plan once. */
    private final class Run {
        private final RepairPlan plan;
        private final Upstream now;
        private final Tick tick;
        private long requests;
        private long rows;

        Run(RepairPlan plan, Upstream now, Tick tick) {
            this.plan = plan;
            this.now = now;
            this.tick = tick;
        }

        Result result(@Nullable String stopped) {
            return new Result(requests, plan.requests(), rows, stopped);
        }

        private void tell() {
            tick.at(requests, Math.max(requests, plan.requests()));
        }

        void lists() throws ListException {
            for (ListRead list : plan.lists()) {
                read(list, Purpose.REPAIR);
                if (!list.sought().isEmpty()) {
                    missed(list.sought());
                }
            }
        }

        void sweeps() throws ListException {
            plan.needless().forEach(sweeps::note);
            for (SweepRead sweep : plan.sweeps()) {
                read(sweep.list(), sweep.purpose());
                sweeps.note(sweep.sweep());
            }
        }

        private void read(ListRead list, Purpose purpose) throws ListException {
            Instant kept = keep == null ? null : clock.instant().minus(keep);
            ListWalk walk = pages.walk(list.query(), purpose, kept, null);
            while (walk.hasNext()) {
                ListPage page = PageWait.until(walk.next(), this::tell);
                requests += page.requests();
                rows += page.rows();
                tell();
            }
        }

        /** Notes which of those that a list was read for it did not show: they are fetched the next time. */
        private void missed(List<Found> sought) {
            Map<Sought, Set<String>> bySought = new HashMap<>();
            sought.forEach(found -> bySought.computeIfAbsent(found.sought(), any -> new HashSet<>())
                    .add(found.doubt().sid()));
            Instant moment = clock.instant();
            bySought.forEach((one, sids) -> doubts.askedInVain(
                    doubts.find(one, moment, MOST_FOUND).stream()
                            .filter(doubt -> sids.contains(doubt.sid()))
                            .toList(),
                    moment.plus(FIRST_PAUSE)));
        }

        void fetches() throws ListException {
            for (Fetch fetch : plan.fetches()) {
                PageWait.until(fetch(fetch), this::tell);
                tell();
            }
        }

        private CompletableFuture<Void> fetch(Fetch fetch) {
            requests++;
            return now.twilio()
                    .send(UpstreamRequest.get(
                            fetch.found().doubt().accountSid(), Purpose.REPAIR, Product.API, fetch.path(), PATIENCE))
                    .thenCompose(answer -> answered(fetch, answer))
                    .exceptionallyCompose(failure -> failed(fetch, failure));
        }

        private CompletableFuture<Void> answered(Fetch fetch, UpstreamAnswer answer) {
            Doubt doubt = fetch.found().doubt();
            if (answer.status() == 404) {
                doubts.answered(List.of(new Answered(doubt.accountSid(), doubt.sid(), clock.instant())));
                return CompletableFuture.completedFuture(null);
            }
            if (!answer.isSuccess()) {
                return answer.status() == 429 || answer.status() >= 500
                        ? stop("Twilio answers " + answer.status())
                        : inVain(doubt);
            }
            rows++;
            try {
                return sink.store(List.of(AnswerReader.resource(
                        new Inquiry(doubt.accountSid(), "GET", fetch.path(), answer.askedAt(), answer.receivedAt()),
                        fetch.found().kind(),
                        doubt.sid(),
                        answer.text())));
            } catch (UnexpectedAnswerException unexpected) {
                now.refusedAnswers().add(doubt.accountSid(), Purpose.REPAIR, String.valueOf(unexpected.getMessage()));
                return inVain(doubt);
            }
        }

        private CompletableFuture<Void> failed(Fetch fetch, Throwable failure) {
            Throwable cause = FailedStage.cause(failure);
            if (cause instanceof ListException) {
                return CompletableFuture.failedFuture(cause);
            }
            if (cause instanceof UpstreamException known && known.reason() == UpstreamException.Reason.UNSAFE) {
                Doubt doubt = fetch.found().doubt();
                now.refusedAnswers().add(doubt.accountSid(), Purpose.REPAIR, String.valueOf(known.getMessage()));
                return inVain(doubt);
            }
            return stop(String.valueOf(cause.getMessage()));
        }

        private CompletableFuture<Void> inVain(Doubt doubt) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(doubt.attempts(), MOST_DOUBLINGS));
            doubts.askedInVain(List.of(doubt), clock.instant().plus(pause));
            return CompletableFuture.completedFuture(null);
        }

        private CompletableFuture<Void> stop(String why) {
            return CompletableFuture.failedFuture(new ListException(ListException.Reason.LATER, why));
        }
    }
}
