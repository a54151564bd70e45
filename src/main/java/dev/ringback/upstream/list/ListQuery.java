package dev.ringback.upstream.list;

import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.Product;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Says which rows of a list of Twilio are wanted.
 *
 * @param filters names and values in the order of the query, not encoded
 */
public record ListQuery(String accountSid, ResourceKind kind, List<Filter> filters) {
    /** Twilio allows no larger page. */
    public static final int MAX_PAGE_SIZE = 1_000;

    public ListQuery {
        filters = List.copyOf(filters);
        list(kind);
    }

    /**
     * Restricts a list.
     *
     * @param name as Twilio spells it, with {@code >} or {@code <} where it compares
     */
    public record Filter(String name, String value) {}

    /**
     * Asks for all between two moments, both included: messages by when they were sent, calls by their start, recordings and alerts by their
     * creation.
     *
     * @throws IllegalArgumentException for kinds that have no such list
     */
    public static ListQuery between(String accountSid, ResourceKind kind, Instant from, Instant until) {
        String first = from.truncatedTo(ChronoUnit.SECONDS).toString();
        String last = roundedUp(until).toString();
        return new ListQuery(
                accountSid,
                kind,
                switch (kind) {
                    case MESSAGE -> List.of(new Filter("DateSent>", first), new Filter("DateSent<", last));
                    case CALL -> List.of(new Filter("StartTime>", first), new Filter("StartTime<", last));
                    case RECORDING -> List.of(new Filter("DateCreated>", first), new Filter("DateCreated<", last));
                    case ALERT -> List.of(new Filter("StartDate", first), new Filter("EndDate", last));
                    default -> throw new IllegalArgumentException("no list between moments of " + kind);
                });
    }

    /**
     * Asks for the conferences in a state that were created on some days, both included. Twilio compares days alone, and without a state lists
     * those in progress only.
     *
     * @param status {@code completed}, {@code in-progress} or {@code init}
     */
    public static ListQuery conferences(String accountSid, String status, Instant from, Instant until) {
        return new ListQuery(
                accountSid,
                ResourceKind.CONFERENCE,
                List.of(
                        new Filter("Status", status),
                        new Filter("DateCreated>", day(from).toString()),
                        // its beginning is compared, so the last day itself would be left out
                        new Filter("DateCreated<", day(until).plusDays(1).toString())));
    }

    /**
     * Asks for all of a kind that have a value, whenever they were, the newest first. A date would leave out what was not sent or begun yet.
     *
     * @throws IllegalArgumentException for kinds that have no such list
     */
    public static ListQuery having(String accountSid, ResourceKind kind, Filter filter) {
        return new ListQuery(accountSid, kind, List.of(filter));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Instant roundedUp(Instant moment) {
        Instant whole = moment.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(moment) ? whole : whole.plusSeconds(1);
    }

    Product product() {
        return kind == ResourceKind.ALERT ? Product.MONITOR : Product.API;
    }

    /** Returns the path of the list, without a query. */
    String list() {
        return kind == ResourceKind.ALERT
                ? "/v1/Alerts"
                : "/2010-04-01/Accounts/" + accountSid + '/' + list(kind) + ".json";
    }

    private static String list(ResourceKind kind) {
        return switch (kind) {
            case MESSAGE -> "Messages";
            case CALL -> "Calls";
            case RECORDING -> "Recordings";
            case CONFERENCE -> "Conferences";
            case ALERT -> "Alerts";
            default -> throw new IllegalArgumentException("no list of an account: " + kind);
        };
    }

    /** Returns the path and query of the first page, percent-encoded. */
    public String path(int pageSize) {
        StringBuilder path = new StringBuilder(list()).append("?PageSize=").append(pageSize);
        for (Filter filter : filters) {
            path.append('&').append(encoded(filter.name())).append('=').append(encoded(filter.value()));
        }
        return path.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
