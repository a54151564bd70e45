package dev.ringback.upstream.repair;

import dev.ringback.model.Recording;
import dev.ringback.storage.DoubtStore;
import dev.ringback.storage.SweepStore;
import dev.ringback.storage.SweepStore.Messages;
import dev.ringback.storage.SweepStore.Sweep;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.Hydrate;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.list.ListQuery;
import dev.ringback.upstream.repair.RepairPlan.ListRead;
import dev.ringback.upstream.repair.RepairPlan.SweepRead;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which lists are read for what no callback tells, where the settings ask for it. Safe for use by many threads. */
public final class SweepPlanner {
    /** Under this name it is noted until when the recordings were read. */
    static final String RECORDINGS = "trunk-recordings";

    /** Under this name it is noted which days of messages were read. */
    static final String MESSAGES = "messages";

    private static final String ON_AND_ON = "";

    /** Twilio's lists lag 10 to 15 minutes at times, and by some reports hours: so each reading goes back behind the one before. */
    private static final Duration LAG = Duration.ofHours(2);

    /** The first reading goes back so far; a backfill reads what was before. */
    private static final Duration FIRST = Duration.ofDays(1);

    /** A message may be sent so long after the day has begun for its list. */
    private static final Duration TEXT_AFTER = Duration.ofHours(2);

    /** A price comes within minutes of the last change; of what has none 24 hours after it Twilio writes none. A message may change for 10 hours. */
    private static final Duration PRICE_AFTER = Duration.ofHours(36);

    private static final int MOST_DAYS = 10;

    private final SweepStore sweeps;
    private final DoubtStore doubts;

    public SweepPlanner(SweepStore sweeps, DoubtStore doubts) {
        this.sweeps = sweeps;
        this.doubts = doubts;
    }

    /**
     * What there is to read, and what needs no reading.
     *
     * @param reads of which each is noted when it is done
     * @param needless days of which no message lacks anything: they are not looked at again
     */
    record Sweeps(List<SweepRead> reads, List<Sweep> needless) {
        Sweeps {
            reads = List.copyOf(reads);
            needless = List.copyOf(needless);
        }
    }

    /**
     * Plans the reading of recordings, where the last was long enough ago.
     *
     * @param kept from when something is kept, and Twilio lists it
     */
    Optional<SweepRead> recordings(String accountSid, Duration period, Instant kept, Instant now) {
        Instant last = sweeps.find(accountSid, RECORDINGS).get(ON_AND_ON);
        if (last != null && last.plus(period).isAfter(now)) {
            return Optional.empty();
        }
        Instant since = last == null ? now.minus(FIRST) : last.minus(LAG);
        Instant from = since.isBefore(kept) ? kept : since;
        long known = doubts.countCreated(accountSid, Recording.class, from, now);
        return Optional.of(new SweepRead(
                new ListRead(
                        ListQuery.between(accountSid, ResourceKind.RECORDING, from, now),
                        "no callback tells of recordings of SIP trunks",
                        pages(known),
                        List.of()),
                Purpose.REPAIR,
                new Sweep(accountSid, RECORDINGS, ON_AND_ON, now)));
    }

    /**
     * Plans the reading of days whose messages lack something, the newest first; the others wait for the next time.
     *
     * @param kept from when something is kept, and Twilio lists it
     */
    Sweeps messages(String accountSid, Hydrate wanted, Instant kept, Instant now) {
        List<SweepRead> reads = new ArrayList<>();
        List<Sweep> needless = new ArrayList<>();
        Instant oldest = sweeps.oldestMessage(accountSid).orElse(now);
        LocalDate first = day(oldest.isBefore(kept) ? kept : oldest);
        Duration after = wanted.price() ? PRICE_AFTER : TEXT_AFTER;
        Map<String, Instant> swept = sweeps.find(accountSid, MESSAGES);
        for (LocalDate day = day(now.minus(after)).minusDays(1);
                !day.isBefore(first) && reads.size() < MOST_DAYS;
                day = day.minusDays(1)) {
            Instant begin = begin(day);
            Instant end = begin(day.plusDays(1));
            Instant done = swept.get(day.toString());
            if (done != null && !done.isBefore(end.plus(after))) {
                continue;
            }
            Instant from = begin.isBefore(kept) ? kept : begin;
            Messages messages = sweeps.messages(accountSid, wanted.price(), wanted.body(), from, end);
            Sweep sweep = new Sweep(accountSid, MESSAGES, day.toString(), now);
            if (messages.lacking() == 0) {
                needless.add(sweep);
                continue;
            }
            reads.add(new SweepRead(
                    new ListRead(
                            ListQuery.between(accountSid, ResourceKind.MESSAGE, from, end),
                            messages.lacking() + " of " + messages.all() + " messages of " + day + " lack "
                                    + lack(wanted),
                            pages(messages.all()),
                            List.of()),
                    Purpose.HYDRATE,
                    sweep));
        }
        return new Sweeps(reads, needless);
    }

    private static String lack(Hydrate wanted) {
        return switch (wanted) {
            case NONE -> "nothing";
            case PRICE -> "a price";
            case BODY -> "a text";
            case ALL -> "a price or a text";
        };
    }

    private static long pages(long rows) {
        return Math.max(1, (rows + ListQuery.MAX_PAGE_SIZE - 1) / ListQuery.MAX_PAGE_SIZE);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
