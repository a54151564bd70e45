package dev.ringback.upstream.backfill;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobFailedException;
import dev.ringback.jobs.JobKind;
import dev.ringback.jobs.JobProgress;
import dev.ringback.model.Job;
import dev.ringback.model.Parameters;
import dev.ringback.model.Role;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.ApiCondition;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.upstream.backfill.BackfillPlan.Part;
import dev.ringback.upstream.list.ListException;
import dev.ringback.upstream.list.ListPage;
import dev.ringback.upstream.list.ListPages;
import dev.ringback.upstream.list.ListWalk;
import dev.ringback.upstream.list.PageWait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the mirror with what Twilio lists, as a job. It goes on after an interruption with the page that was next, and what it reads twice changes
 * nothing. It waits while Twilio says that its API is degraded. Its progress counts thousandths of lists, by the time that the rows so far reach back.
 */
public final class BackfillJob implements JobKind {
    public static final String NAME = "backfill";

    private static final Logger log = LoggerFactory.getLogger(BackfillJob.class);

    private static final int THOUSAND = 1_000;
    private static final String DEGRADED = "Twilio says that its API is degraded";

    private final Supplier<Optional<Upstream>> upstream;
    private final ListPages pages;
    private final ApiCondition api;
    private final @Nullable Duration keep;
    private final Clock clock;

    /**
     * Creates what asks by the settings of the moment.
     *
     * @param upstream is empty where the settings do not enable it: then the job fails
     * @param api while it is degraded, no page is asked for
     * @param keep how long is kept what arrives; null for ever
     */
    public BackfillJob(
            Supplier<Optional<Upstream>> upstream,
            AnswerSink sink,
            ApiCondition api,
            @Nullable Duration keep,
            Clock clock) {
        this.upstream = upstream;
        this.pages = new ListPages(upstream, sink);
        this.api = api;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Role least() {
        return Role.ADMIN;
    }

    @Override
    public String parameters(Parameters form) throws InvalidJobException {
        return BackfillRequest.of(form, clock.instant()).text();
    }

    @Override
    public List<String> fields() {
        return BackfillRequest.names();
    }

    @Override
    public @Nullable String obstacle() {
        return upstream.get().isPresent() ? null : UpstreamOptions.NOT_ENABLED;
    }

    /** Two that reach up to when they were asked for are the same, though a moment lies between them. */
    @Override
    public boolean isSame(Job unfinished, @Nullable String parameters) {
        String others = unfinished.parameters();
        if (others == null || parameters == null) {
            return false;
        }
        try {
            return BackfillRequest.of(others)
                    .isSame(unfinished.createdAt(), BackfillRequest.of(parameters), clock.instant());
        } catch (IllegalArgumentException ofANewerVersion) {
            return false;
        }
    }

    @Override
    public String run(Job job, JobProgress progress) {
        String parameters = job.parameters();
        if (parameters == null) {
            throw new IllegalArgumentException("the job does not say since when");
        }
        Upstream now = upstream.get().orElseThrow(() -> new JobFailedException(UpstreamOptions.NOT_ENABLED));
        BackfillPlan plan = BackfillPlan.of(BackfillRequest.of(parameters), now.accounts(), keep, clock.instant());
        plan.notes().forEach(note -> log.info("job {}: {}", job.id(), note));
        return new Run(plan, progress, BackfillPoint.of(job.checkpoint())).all();
    }

    /** Does a job once. */
    private final class Run {
        private final BackfillPlan plan;
        private final JobProgress progress;
        private BackfillPoint point;

        Run(BackfillPlan plan, JobProgress progress, BackfillPoint point) {
            this.plan = plan;
            this.progress = progress;
            this.point = point;
        }

        String all() {
            List<Part> parts = plan.parts();
            for (int i = begin(); i < parts.size(); i++) {
                Part part = parts.get(i);
                if (!part.name().equals(point.part())) {
                    point = point.at(part.name());
                }
                read(part, i);
            }
            long all = parts.size() * (long) THOUSAND;
            progress.at(point.text(), all, all);
            return result();
        }

        private int begin() {
            for (int i = 0; i < plan.parts().size(); i++) {
                if (plan.parts().get(i).name().equals(point.part())) {
                    return i;
                }
            }
            return 0;
        }

        private void read(Part part, int index) {
            try {
                follow(part, index, point.link());
            } catch (ListException failed) {
                Instant oldest = point.oldest();
                if (failed.reason() != ListException.Reason.REQUEST || oldest == null) {
                    throw new JobFailedException(String.valueOf(failed.getMessage()), failed);
                }
                log.info("the list {} is gone on with by its dates: {}", part.name(), failed.getMessage());
                try {
                    follow(part.until(oldest), index, null);
                } catch (ListException again) {
                    throw new JobFailedException(String.valueOf(again.getMessage()), again);
                }
            }
        }

        private void follow(Part part, int index, @Nullable String link) throws ListException {
            Instant kept = keep == null ? null : clock.instant().minus(keep);
            ListWalk walk = pages.walk(part.query(), Purpose.BACKFILL, kept, link);
            while (walk.hasNext()) {
                waitForApi(part, index);
                ListPage page = PageWait.next(walk, () -> tell(part, index));
                boolean first = point.oldest() == null;
                Instant oldest = earlier(point.oldest(), page.oldest());
                long estimate = first ? estimate(part, page) : 0;
                point = new BackfillPoint(
                        point.part(),
                        point.requests() + page.requests(),
                        point.estimated() + estimate,
                        point.rows() + page.rows(),
                        point.stored() + page.stored(),
                        point.refused() + page.refused(),
                        point.cut() + (page.cut() ? 1 : 0),
                        oldest,
                        page.next());
                if (first) {
                    log.info(
                            "the list {} will take about {} requests, {} made", part.name(), estimate, page.requests());
                }
                tell(part, index);
            }
        }

        private void waitForApi(Part part, int index) {
            if (api.isDegraded()) {
                log.info("the backfill waits: {}", DEGRADED);
                PageWait.whileTrue(
                        api::isDegraded, () -> progress.waits(point.text(), done(part, index), total(), DEGRADED));
                log.info("the backfill goes on");
                tell(part, index);
            }
        }

        private void tell(Part part, int index) {
            progress.at(point.text(), done(part, index), total());
        }

        private long done(Part part, int index) {
            Instant oldest = point.oldest();
            return index * (long) THOUSAND + (oldest == null ? 0 : Math.round(THOUSAND * covered(part, oldest)));
        }

        private long total() {
            return plan.parts().size() * (long) THOUSAND;
        }

        private String result() {
            StringBuilder result = new StringBuilder()
                    .append(point.stored())
                    .append(" of ")
                    .append(point.rows())
                    .append(" rows are stored, ")
                    .append(point.refused())
                    .append(" refused; ")
                    .append(point.requests())
                    .append(" requests made, about ")
                    .append(point.estimated())
                    .append(" estimated");
            if (point.cut() > 0) {
                result.append("; ").append(point.cut()).append(" lists are not whole, see the log");
            }
            plan.notes().forEach(note -> result.append("; ").append(note));
            return result.toString();
        }
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    /** Reckons from the time that the first page reaches back. */
    private static long estimate(Part part, ListPage page) {
        Instant oldest = page.oldest();
        if (page.next() == null || oldest == null) {
            return page.requests();
        }
        double covered = covered(part, oldest);
        return covered <= 0 ? page.requests() : Math.max(2, (long) Math.ceil(1 / covered));
    }

    private static double covered(Part part, Instant oldest) {
        double whole = Duration.between(part.since(), part.until()).toMillis();
        double done = Duration.between(oldest, part.until()).toMillis();
        return Math.max(0, Math.min(1, done / whole));
    }
}
