package dev.ringback.upstream.repair;

import dev.ringback.model.Doubt;
import dev.ringback.model.Downtime;
import dev.ringback.storage.DoubtStore.Sought;
import dev.ringback.storage.SweepStore.Sweep;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.list.ListQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says what is to be asked of Twilio, and why.
 *
 * @param lists that are read first
 * @param fetches of single resources
 * @param downtimes that are repaired when all lists are read
 * @param sweeps lists that are read last, for what no callback tells
 * @param needless what needs no such reading any more
 * @param left how many resources in doubt have to wait for the next time
 */
public record RepairPlan(
        List<ListRead> lists,
        List<Fetch> fetches,
        List<Downtime> downtimes,
        List<SweepRead> sweeps,
        List<Sweep> needless,
        long left) {
    public RepairPlan {
        lists = List.copyOf(lists);
        fetches = List.copyOf(fetches);
        downtimes = List.copyOf(downtimes);
        sweeps = List.copyOf(sweeps);
        needless = List.copyOf(needless);
    }

    /**
     * Describes the reading of a list.
     *
     * @param why tells people
     * @param requests that it is expected to take
     * @param sought the resources in doubt for which it is read; empty for a downtime
     */
    public record ListRead(ListQuery query, String why, long requests, List<Found> sought) {
        public ListRead {
            sought = List.copyOf(sought);
        }
    }

    /**
     * Describes the reading of a list for what no callback tells.
     *
     * @param sweep is noted when the list is read
     */
    public record SweepRead(ListRead list, Purpose purpose, Sweep sweep) {}

    /** Holds a resource in doubt, and how it was found. */
    public record Found(ResourceKind kind, Sought sought, Doubt doubt) {}

    /** Describes the fetch of a resource. */
    public record Fetch(Found found) {
        /** Returns where the resource is. */
        String path() {
            Doubt doubt = found.doubt();
            return "/2010-04-01/Accounts/" + doubt.accountSid() + '/' + folder() + '/' + doubt.sid() + ".json";
        }

        private String folder() {
            return switch (found.kind()) {
                case MESSAGE -> "Messages";
                case CALL -> "Calls";
                case RECORDING -> "Recordings";
                case TRANSCRIPTION -> "Transcriptions";
                case CONFERENCE -> "Conferences";
                default -> throw new IllegalStateException("never in doubt: " + found.kind());
            };
        }

        private String why() {
            String kind = found.kind().name().toLowerCase(Locale.ROOT);
            return found.sought().sequenceGap()
                    ? "an event is missing of a " + kind + " of "
                            + found.doubt().dateCreated()
                    : kind + " is " + found.doubt().status() + " since "
                            + found.doubt().dateCreated();
        }
    }

    /** Returns how many requests are expected. */
    public long requests() {
        return lists.stream().mapToLong(ListRead::requests).sum()
                + fetches.size()
                + sweeps.stream().mapToLong(sweep -> sweep.list().requests()).sum();
    }

    public boolean isEmpty() {
        return lists.isEmpty() && fetches.isEmpty() && downtimes.isEmpty() && sweeps.isEmpty() && needless.isEmpty();
    }

    /** Tells people each request and why it is made, and how many there are. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lists.forEach(list -> lines.add(line(list)));
        fetches.forEach(fetch -> lines.add("GET " + fetch.path() + "  1 request: " + fetch.why()));
        sweeps.forEach(sweep -> lines.add(line(sweep.list())));
        lines.add("about " + requests() + " requests" + (left == 0 ? "" : "; " + left + " resources wait for later"));
        return lines;
    }

    private static String line(ListRead list) {
        return "GET " + list.query().path(ListQuery.MAX_PAGE_SIZE) + "  about " + list.requests()
                + (list.requests() == 1 ? " request: " : " requests: ") + list.why();
    }
}
