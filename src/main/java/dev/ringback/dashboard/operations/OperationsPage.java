package dev.ringback.dashboard.operations;

import dev.ringback.dashboard.frame.Frame;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.frame.SilenceAddress;
import dev.ringback.dashboard.now.MirrorState;
import dev.ringback.dashboard.operations.OperationsView.Failing;
import dev.ringback.dashboard.operations.OperationsView.JobLine;
import dev.ringback.dashboard.operations.OperationsView.Line;
import dev.ringback.dashboard.operations.OperationsView.Refused;
import dev.ringback.dashboard.operations.OperationsView.Sent;
import dev.ringback.dashboard.operations.OperationsView.SilenceForm;
import dev.ringback.dashboard.operations.OperationsView.SilenceLine;
import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.Numbers;
import dev.ringback.dashboard.text.State;
import dev.ringback.dashboard.text.Status;
import dev.ringback.forward.mute.SilenceDraft;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.model.Delivery;
import dev.ringback.model.Job;
import dev.ringback.model.JobState;
import dev.ringback.model.Parameters;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.model.ReceiverFailure;
import dev.ringback.model.Role;
import dev.ringback.model.Silence;
import dev.ringback.model.TimeRange;
import dev.ringback.query.Caller;
import dev.ringback.query.DeliverySubject;
import dev.ringback.query.QueryString;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.RequestCount;
import dev.ringback.twilio.callback.QuarantineReview;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /operations}: whether the machinery works. Safe for use by many threads. */
public final class OperationsPage implements Handler {
    private static final int MOST = 20;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Database database;
    private final MirrorState mirror;
    private final QuarantineReview review;
    private final Rules rules;
    private final List<Line> settings;
    private final VaultLines vault;
    private final Frames frames;
    private final PageWriter writer;
    private final Clock clock;

    /** @param settings in effect, without secrets */
    public OperationsPage(
            Database database,
            MirrorState mirror,
            QuarantineReview review,
            Rules rules,
            List<Line> settings,
            Frames frames,
            PageWriter writer,
            Clock clock) {
        this.database = database;
        this.mirror = mirror;
        this.review = review;
        this.rules = rules;
        this.settings = List.copyOf(settings);
        this.vault = new VaultLines(database.vault(), clock);
        this.frames = frames;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void handle(Context ctx) {
        Frame frame = frames.of(ctx, "operations", "Operations");
        Caller caller = Caller.of(ctx);
        Instant now = clock.instant();
        boolean everything = caller.opensEverything();
        AccountScope scope = AccountScope.of(List.of(frame.accountSid()));
        writer.send(
                ctx,
                "operations",
                frame,
                new OperationsView(
                        Outcome.done(ctx),
                        Outcome.problem(ctx),
                        caller.role().includes(Role.OPERATOR) && frame.csrf() != null,
                        everything,
                        mirror(frame),
                        Numbers.grouped(database.quarantine().size().requests()),
                        refused(everything ? caller.scope() : scope, now),
                        everything ? failing(now) : List.of(),
                        everything ? deliveries(now) : List.of(),
                        everything ? silences(now) : List.of(),
                        rules.all().stream().map(Rule::name).toList(),
                        silenceForm(QueryString.parameters(ctx)),
                        everything ? jobs(now) : List.of(),
                        savings(scope, now),
                        vault.of(scope, frame.accountSid()),
                        everything ? settings : List.of()));
    }

    /** Fills in what the address names, as that of an alert does. */
    private SilenceForm silenceForm(Parameters query) {
        String rule = Objects.requireNonNullElse(query.text(SilenceAddress.RULE), "");
        List<String> matchers = query.stream()
                .filter(parameter -> parameter.name().equals(SilenceAddress.MATCHER)
                        && !parameter.value().isBlank())
                .map(Parameters.Parameter::value)
                .limit(SilenceDraft.MAX_MATCHERS)
                .toList();
        boolean isKnown = rules.named(rule).isPresent();
        return new SilenceForm(
                isKnown ? rule : "", matchers.isEmpty() ? List.of("") : matchers, isKnown || !matchers.isEmpty());
    }

    private List<Line> mirror(Frame frame) {
        MirrorState.Trust trust = mirror.of(List.of(frame.accountSid()));
        return List.of(
                new Line("In doubt", trust.inDoubt() == 0 ? "nothing" : Numbers.grouped(trust.inDoubt())),
                new Line(
                        "Twilio's API",
                        trust.apiDegraded() ? "degraded, as its status page says" : "not reported as degraded"),
                new Line(
                        "Credentials at Twilio",
                        trust.refusedAccounts() == 0
                                ? "not refused"
                                : "refused for " + Numbers.counted(trust.refusedAccounts(), "account")));
    }

    private List<Refused> refused(AccountScope scope, Instant now) {
        return database.quarantine().newestFirst(scope, Long.MAX_VALUE, MOST).items().stream()
                .map(item -> refused(item, now))
                .toList();
    }

    private Refused refused(QuarantinedRequest item, Instant now) {
        QuarantineReview.Finding finding = review.find(item.request());
        return new Refused(
                Moment.at(item.request().receivedAt(), now),
                item.request().method() + " " + path(item.request().target()),
                item.request().remote(),
                finding.proved(),
                finding.explanation());
    }

    /** Without the query: the user's own parameters may hold a secret. */
    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private List<Failing> failing(Instant now) {
        return database.deliveries().failures().stream()
                .flatMap(failure -> failing(failure, now))
                .toList();
    }

    private static Stream<Failing> failing(ReceiverFailure failure, Instant now) {
        Instant since = failure.since();
        return since == null
                ? Stream.empty()
                : Stream.of(new Failing(failure.receiver(), Moment.at(since, now), failure.reason()));
    }

    private List<Sent> deliveries(Instant now) {
        return database
                .deliveries()
                .newestFirst(new DeliveryStore.Filter(null, null), Long.MAX_VALUE, MOST)
                .items()
                .stream()
                .map(delivery -> new Sent(
                        delivery.id(),
                        Moment.at(delivery.createdAt(), now),
                        delivery.receiver(),
                        status(delivery.state()),
                        DeliverySubject.text(delivery),
                        delivery.attempts() == 1 ? "1 attempt" : delivery.attempts() + " attempts",
                        delivery.state() != Delivery.State.PENDING))
                .toList();
    }

    private static Status status(Delivery.State state) {
        return switch (state) {
            case PENDING -> new Status(State.MOVING, state.value());
            case DELIVERED -> new Status(State.GOOD, state.value());
            case DEAD -> new Status(State.BAD, "given up");
        };
    }

    private List<SilenceLine> silences(Instant now) {
        return database.silences().endingAfter(now).stream()
                .map(silence -> new SilenceLine(
                        silence.id(),
                        what(silence),
                        Moment.at(silence.endsAt(), now),
                        silence.createdBy(),
                        silence.comment()))
                .toList();
    }

    private static String what(Silence silence) {
        List<String> parts = new ArrayList<>();
        if (!silence.rule().isEmpty()) {
            parts.add("rule " + silence.rule());
        }
        parts.addAll(silence.matchers());
        return String.join(", ", parts);
    }

    private List<JobLine> jobs(Instant now) {
        return database.jobs().newestFirst(Long.MAX_VALUE, MOST).stream()
                .map(job -> new JobLine(
                        job.id(),
                        job.kind(),
                        status(job),
                        progress(job),
                        job.requestedBy(),
                        Moment.at(job.updatedAt(), now),
                        can(job)))
                .toList();
    }

    private static Status status(Job job) {
        String word = job.state().text();
        return switch (job.state()) {
            case DONE -> new Status(State.GOOD, word);
            case FAILED -> new Status(State.BAD, word);
            case CANCELED -> new Status(State.UNKNOWN, word);
            default -> new Status(State.MOVING, word);
        };
    }

    private static String progress(Job job) {
        String result = job.result();
        if (result != null) {
            return result;
        }
        String waitsFor = job.waitsFor();
        if (waitsFor != null) {
            return "waits for " + waitsFor;
        }
        Long total = job.total();
        return total == null
                ? Numbers.grouped(job.done()) + " done"
                : Numbers.grouped(job.done()) + " of " + Numbers.grouped(total);
    }

    private static @Nullable String can(Job job) {
        if (!job.isFinished()) {
            return job.isEnding() ? null : "cancel";
        }
        return job.state() == JobState.FAILED || job.state() == JobState.CANCELED ? "resume" : null;
    }

    private List<Line> savings(AccountScope scope, Instant now) {
        Map<String, Long> sums = new TreeMap<>();
        for (RequestCount count : database.requestCounts().between(scope, new TimeRange(now.minus(WEEK), null))) {
            sums.merge(count.what(), count.count(), Long::sum);
        }
        return sums.entrySet().stream()
                .map(sum -> new Line(words(sum.getKey()), Numbers.grouped(sum.getValue())))
                .toList();
    }

    private static String words(String what) {
        return switch (what) {
            case RequestCount.MIRROR -> "Reads answered here, without Twilio";
            case RequestCount.REFUSED -> "Requests that Twilio answered with 429";
            default -> "Requests to Twilio: " + what;
        };
    }
}
