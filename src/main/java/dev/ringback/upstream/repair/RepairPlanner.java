package dev.ringback.upstream.repair;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Downtime;
import dev.ringback.model.Message;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.DoubtStore.Sought;
import dev.ringback.storage.DowntimeStore;
import dev.ringback.storage.SweepStore.Sweep;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.Hydrate;
import dev.ringback.upstream.doubt.DoubtReason;
import dev.ringback.upstream.doubt.DoubtReasons;
import dev.ringback.upstream.doubt.OpenState;
import dev.ringback.upstream.doubt.UnreachableAlerts;
import dev.ringback.upstream.list.ListQuery;
import dev.ringback.upstream.repair.RepairPlan.Fetch;
import dev.ringback.upstream.repair.RepairPlan.Found;
import dev.ringback.upstream.repair.RepairPlan.ListRead;
import dev.ringback.upstream.repair.RepairPlan.SweepRead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the cheapest requests for what is in doubt. Safe for use by many threads. */
public final class RepairPlanner {
    /** Twilio's lists lag 10 to 15 minutes at times (twilio-node issue 647). */
    private static final Duration LAG = Duration.ofMinutes(20);

    /** Downtimes that are less apart are read as one. */
    private static final Duration APART = Duration.ofMinutes(30);

    /** Clocks differ, and a message is sent a moment before its receipt comes. */
    private static final Duration AROUND = Duration.ofMinutes(2);

    /** A message may be sent so long after it was created. */
    private static final Duration SENT_LATER = Duration.ofMinutes(15);

    private static final Duration ALERTS_REACH = Duration.ofDays(30);
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final int MOST_FOUND = 20_000;
    private static final int MOST_FETCHES = 100;

    private static final Map<ResourceKind, Class<? extends Resource>> LISTED = new EnumMap<>(Map.of(
            ResourceKind.MESSAGE, Message.class,
            ResourceKind.CALL, Call.class,
            ResourceKind.RECORDING, Recording.class,
            ResourceKind.CONFERENCE, Conference.class,
            ResourceKind.ALERT, Alert.class));

    private final DoubtStore doubts;
    private final DowntimeStore downtimes;
    private final UnreachableAlerts alerts;
    private final SweepPlanner sweeps;

    public RepairPlanner(DoubtStore doubts, DowntimeStore downtimes, UnreachableAlerts alerts, SweepPlanner sweeps) {
        this.doubts = doubts;
        this.downtimes = downtimes;
        this.alerts = alerts;
        this.sweeps = sweeps;
    }

    /**
     * Makes a plan.
     *
     * @param keep how long is kept what arrives: nothing older is asked for; null for ever
     * @param hydrate what lists of messages are read for
     * @param trunkRecordings how often the list of recordings is read; null for never
     */
    public RepairPlan plan(
            Accounts accounts,
            @Nullable Duration keep,
            Hydrate hydrate,
            @Nullable Duration trunkRecordings,
            Instant now) {
        alerts.addNew(accounts, now);
        Instant kept = keep == null || keep.compareTo(OpenState.REACH) > 0
                ? now.minus(OpenState.REACH).plus(MARGIN)
                : now.minus(keep);
        List<Downtime> ended = downtimes.unrepaired().stream()
                .filter(downtime -> !downtime.endedAt().plus(LAG).isAfter(now))
                .toList();
        List<ListRead> lists = new ArrayList<>();
        List<Span> spans = spans(ended);
        for (Account account : accounts.all()) {
            for (Span span : spans) {
                LISTED.forEach((kind, type) -> downtime(lists, account.sid(), kind, type, span, kept, now));
            }
        }
        Doubted doubted = new Doubted(lists, spans, kept, now);
        for (Account account : accounts.all()) {
            doubted.add(account.sid());
        }
        List<SweepRead> reads = new ArrayList<>();
        List<Sweep> needless = new ArrayList<>();
        for (Account account : accounts.all()) {
            if (trunkRecordings != null) {
                sweeps.recordings(account.sid(), trunkRecordings, kept, now).ifPresent(reads::add);
            }
            if (hydrate != Hydrate.NONE) {
                SweepPlanner.Sweeps messages = sweeps.messages(account.sid(), hydrate, kept, now);
                reads.addAll(messages.reads());
                needless.addAll(messages.needless());
            }
        }
        return new RepairPlan(lists, doubted.fetches, ended, reads, needless, doubted.left);
    }

    /** A time without gaps that are worth a list of their own. */
    private record Span(Instant from, Instant until, String why) {
        boolean contains(Instant moment) {
            return !moment.isBefore(from) && !moment.isAfter(until);
        }
    }

    private static List<Span> spans(List<Downtime> ended) {
        List<Span> spans = new ArrayList<>();
        for (Downtime downtime :
                ended.stream().sorted(Comparator.comparing(Downtime::beganAt)).toList()) {
            Instant from = downtime.beganAt().minus(AROUND);
            Instant until = downtime.endedAt().plus(AROUND);
            String why = downtime.reason().value() + " from " + downtime.beganAt() + " to " + downtime.endedAt();
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && Duration.between(last.until(), from).compareTo(APART) < 0) {
                Instant later = until.isAfter(last.until()) ? until : last.until();
                spans.set(spans.size() - 1, new Span(last.from(), later, last.why() + ", " + why));
            } else {
                spans.add(new Span(from, until, why));
            }
        }
        return spans;
    }

    /** A kind that an account has never had costs no request. */
    private void downtime(
            List<ListRead> lists,
            String accountSid,
            ResourceKind kind,
            Class<? extends Resource> type,
            Span span,
            Instant kept,
            Instant now) {
        Instant reach = kind == ResourceKind.ALERT ? now.minus(ALERTS_REACH).plus(MARGIN) : kept;
        Instant from = span.from().isBefore(reach) ? reach : span.from();
        if (from.isBefore(span.until()) && doubts.hasAny(accountSid, type)) {
            lists.add(new ListRead(
                    query(accountSid, kind, from, span.until()),
                    span.why(),
                    pages(accountSid, type, from, span.until()),
                    List.of()));
        }
    }

    private static ListQuery query(String accountSid, ResourceKind kind, Instant from, Instant until) {
        return kind == ResourceKind.CONFERENCE
                ? ListQuery.conferences(accountSid, "completed", from, until)
                : ListQuery.between(accountSid, kind, from, until);
    }

    /** Reckons with what the mirror has of the time. */
    private long pages(String accountSid, Class<? extends Resource> type, Instant from, Instant until) {
        return Math.max(
                1,
                (doubts.countCreated(accountSid, type, from, until) + ListQuery.MAX_PAGE_SIZE - 1)
                        / ListQuery.MAX_PAGE_SIZE);
    }

    /** Plans for resources in doubt: a list where it costs less than fetches. */
    private final class Doubted {
        private final List<ListRead> lists;
        private final List<Span> spans;
        private final Instant kept;
        private final Instant now;
        private final List<Fetch> fetches = new ArrayList<>();
        private long left;

        Doubted(List<ListRead> lists, List<Span> spans, Instant kept, Instant now) {
            this.lists = lists;
            this.spans = spans;
            this.kept = kept;
            this.now = now;
        }

        void add(String accountSid) {
            Map<ResourceKind, List<Found>> found = new EnumMap<>(ResourceKind.class);
            for (DoubtReason reason : DoubtReasons.all()) {
                Sought sought = reason.of(accountSid, now);
                doubts.find(sought, now, MOST_FOUND).stream()
                        .filter(doubt -> !doubt.dateCreated().isBefore(kept))
                        // the list of a downtime shows it
                        .filter(doubt -> !LISTED.containsKey(reason.kind())
                                || spans.stream().noneMatch(span -> span.contains(doubt.dateCreated())))
                        .forEach(doubt -> found.computeIfAbsent(reason.kind(), kind -> new ArrayList<>())
                                .add(new Found(reason.kind(), sought, doubt)));
            }
            found.forEach((kind, all) -> {
                all.sort(Comparator.comparing(one -> one.doubt().dateCreated()));
                kind(accountSid, kind, all);
            });
        }

        private void kind(String accountSid, ResourceKind kind, List<Found> all) {
            List<Found> single = new ArrayList<>();
            List<Found> untried = new ArrayList<>();
            for (Found one : all) {
                boolean listed = LISTED.containsKey(kind) && one.doubt().attempts() == 0;
                (listed ? untried : single).add(one);
            }
            List<Found> run = new ArrayList<>();
            for (List<Found> hour : hours(untried)) {
                if (!paysList(accountSid, kind, hour)) {
                    single.addAll(hour);
                    continue;
                }
                if (!run.isEmpty() && !follows(run, hour)) {
                    list(accountSid, kind, run);
                    run.clear();
                }
                run.addAll(hour);
            }
            if (!run.isEmpty()) {
                list(accountSid, kind, run);
            }
            for (Found one : single) {
                if (fetches.size() < MOST_FETCHES) {
                    fetches.add(new Fetch(one));
                } else {
                    left++;
                }
            }
        }

        private static List<List<Found>> hours(List<Found> sorted) {
            List<List<Found>> hours = new ArrayList<>();
            long last = Long.MIN_VALUE;
            for (Found one : sorted) {
                long hour = Math.floorDiv(one.doubt().dateCreated().getEpochSecond(), 3_600L);
                if (hour != last) {
                    hours.add(new ArrayList<>());
                    last = hour;
                }
                hours.get(hours.size() - 1).add(one);
            }
            return hours;
        }

        private boolean paysList(String accountSid, ResourceKind kind, List<Found> hour) {
            Class<? extends Resource> type = hour.get(0).sought().type();
            return hour.size()
                    > (kind == ResourceKind.CONFERENCE
                            ? pages(
                                    accountSid,
                                    type,
                                    first(hour).minus(Duration.ofDays(1)),
                                    last(hour).plus(Duration.ofDays(1)))
                            : pages(accountSid, type, first(hour), last(hour)));
        }

        private static boolean follows(List<Found> run, List<Found> hour) {
            return Duration.between(last(run), first(hour)).compareTo(Duration.ofHours(1)) < 0;
        }

        private void list(String accountSid, ResourceKind kind, List<Found> sought) {
            Instant from = first(sought).minus(AROUND);
            Instant until = last(sought).plus(SENT_LATER);
            lists.add(new ListRead(
                    query(accountSid, kind, from.isBefore(kept) ? kept : from, until),
                    why(sought),
                    pages(accountSid, sought.get(0).sought().type(), from, until),
                    sought));
        }

        private static String why(List<Found> sought) {
            long gaps = sought.stream()
                    .filter(found -> found.sought().sequenceGap())
                    .count();
            long open = sought.size() - gaps;
            String missing = gaps + " of which an event is missing";
            return gaps == 0
                    ? open + " without a final state"
                    : open == 0 ? missing : open + " without a final state, " + missing;
        }

        private static Instant first(List<Found> sorted) {
            return sorted.get(0).doubt().dateCreated();
        }

        private static Instant last(List<Found> sorted) {
            return sorted.get(sorted.size() - 1).doubt().dateCreated();
        }
    }
}
