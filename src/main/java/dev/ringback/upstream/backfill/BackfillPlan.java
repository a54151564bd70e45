package dev.ringback.upstream.backfill;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.list.ListQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which lists a backfill reads, each from its newest row to its oldest along the links of the pages: so a page is a request, and windows cost none.
 *
 * @param notes tell people what is left out, and why
 */
record BackfillPlan(List<Part> parts, List<String> notes) {
    /** Twilio answers a list of messages that reaches further back with 400, and keeps no other list for certain. */
    private static final Duration REACH = Duration.ofDays(400);

    private static final Duration ALERTS_REACH = Duration.ofDays(30);

    /** A walk takes a while, and the clocks may differ. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final List<ResourceKind> KINDS = List.of(
            ResourceKind.MESSAGE,
            ResourceKind.CALL,
            ResourceKind.RECORDING,
            ResourceKind.CONFERENCE,
            ResourceKind.ALERT);

    BackfillPlan {
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }

    /**
     * Describes a list.
     *
     * @param status of conferences; null for all other kinds
     */
    record Part(
            String accountSid, ResourceKind kind, @Nullable String status, Instant since, Instant until) {
        /** Names it in checkpoints: without spaces, the same after a restart. */
        String name() {
            return accountSid + '/' + kind.listKey() + (status == null ? "" : '/' + status);
        }

        ListQuery query() {
            return status == null
                    ? ListQuery.between(accountSid, kind, since, until)
                    : ListQuery.conferences(accountSid, status, since, until);
        }

        /** Returns the part of it that is left where everything younger is done. */
        Part until(Instant moment) {
            return new Part(accountSid, kind, status, since, moment.isBefore(until) ? moment : until);
        }
    }

    /** @param keep how long is kept what arrives; null for ever */
    static BackfillPlan of(BackfillRequest request, Accounts accounts, @Nullable Duration keep, Instant now) {
        List<Part> parts = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ResourceKind kind : KINDS) {
            if (!request.kinds().contains(kind)) {
                continue;
            }
            Instant since = since(request, kind, keep, now, notes);
            if (!since.isBefore(request.until())) {
                continue;
            }
            for (Account account : accounts.all()) {
                for (@Nullable String status : statuses(kind)) {
                    parts.add(new Part(account.sid(), kind, status, since, request.until()));
                }
            }
        }
        return new BackfillPlan(parts, notes);
    }

    private static List<@Nullable String> statuses(ResourceKind kind) {
        List<@Nullable String> statuses = new ArrayList<>();
        if (kind == ResourceKind.CONFERENCE) {
            statuses.add("in-progress");
            statuses.add("completed");
        } else {
            statuses.add(null);
        }
        return statuses;
    }

    private static Instant since(
            BackfillRequest request, ResourceKind kind, @Nullable Duration keep, Instant now, List<String> notes) {
        boolean alerts = kind == ResourceKind.ALERT;
        Instant since = request.since();
        Instant reach = now.minus(alerts ? ALERTS_REACH : REACH).plus(MARGIN);
        if (since.isBefore(reach)) {
            since = reach;
            notes.add(kind.listKey() + " of before " + reach + " are not asked for, because Twilio lists none beyond "
                    + (alerts ? 30 : 400) + " days");
        }
        if (keep != null && since.isBefore(now.minus(keep))) {
            since = now.minus(keep);
            notes.add(kind.listKey() + " of before " + since + " are not asked for, because the retention is "
                    + keep.toDays() + " days");
        }
        return since;
    }
}
