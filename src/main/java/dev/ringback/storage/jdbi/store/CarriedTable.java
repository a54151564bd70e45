package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.storage.CarriedStore.CarriedRow;
import dev.ringback.storage.VaultLedger;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Dialect;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Describes a table whose rows another database takes over as they are.
 *
 * @param rows what stands behind {@code FROM} to read them
 * @param keys how many of the columns are the key; they come first
 * @param numbered whether the key is an id that is never given twice
 */
record CarriedTable(String name, String rows, int keys, boolean numbered, List<String> columns) {

    /**
     * Reads the mark, or the id of the newest event where that is less. Where no event has the id of the mark any more, the next one might
     * get it in the other database, and would be passed over: nothing is lost by going back to the newest there is.
     */
    private static final String MARK = """
            (SELECT forward_mark.id, CASE WHEN event_id > newest.id THEN newest.id ELSE event_id END AS event_id, system_event_id
             FROM forward_mark CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM event) AS newest) AS mark""";

    /** Reads all notes but the vault's positions, which mean nothing in a log of another generation. */
    private static final String NOTES =
            "(SELECT name, value FROM vault_note WHERE substr(name, 1, %d) <> '%s') AS vault_note"
                    .formatted(VaultLedger.POSITION.length(), VaultLedger.POSITION);

    static final List<CarriedTable> ALL = List.of(
            numbered(
                    "quarantine",
                    "digest",
                    "account_sid",
                    "known",
                    "reason",
                    "received_at",
                    "remote",
                    "method",
                    "scheme",
                    "target",
                    "headers",
                    "format",
                    "body",
                    "bytes"),
            numbered("silence", "rule", "matchers", "starts_at", "ends_at", "created_by", "comment"),
            numbered("job", JobTable.WRITTEN.toArray(String[]::new)),
            numbered("system_event", "event_key", "kind", "account_sid", "subject", "at", "labels", "text", "resolved"),
            numbered(
                    "upstream_write",
                    "mark",
                    "account_sid",
                    "kind",
                    "method",
                    "path",
                    "content_type",
                    "body",
                    "likeness",
                    "by_account",
                    "credential",
                    "role",
                    "requested_at",
                    "node",
                    "answer_by",
                    "state",
                    "sid",
                    "decided_at",
                    "after_event_id"),
            numbered("audit", "at", "account_sid", "credential", "role", "os_user", "action", "subject", "affected"),
            new CarriedTable("alert_group", "alert_group", 1, false, List.of("group_key", "content")),
            new CarriedTable("forward_mark", MARK, 1, false, List.of("id", "event_id", "system_event_id")),
            numbered(
                    "delivery",
                    "receiver",
                    "delivery_key",
                    "kind",
                    "event_id",
                    "content",
                    "created_at",
                    "since",
                    "state",
                    "next_attempt_at",
                    "attempts",
                    "head"),
            new CarriedTable(
                    "delivery_attempt",
                    "delivery_attempt",
                    2,
                    false,
                    List.of("delivery_id", "number", "at", "latency", "outcome", "reason")),
            new CarriedTable(
                    "receiver_failure",
                    "receiver_failure",
                    1,
                    false,
                    List.of("receiver", "since", "reason", "told_to", "told_at")),
            new CarriedTable("heartbeat", "heartbeat", 1, false, List.of("id", "beat_at")),
            numbered("downtime", "began_at", "ended_at", "reason", "repaired_at"),
            new CarriedTable(
                    "last_answer",
                    "last_answer",
                    2,
                    false,
                    List.of("sid", "account_sid", "answered_at", "attempts", "next_at")),
            new CarriedTable(
                    "list_sweep", "list_sweep", 3, false, List.of("account_sid", "list", "period", "swept_at")),
            new CarriedTable(
                    "request_count",
                    "request_count",
                    4,
                    false,
                    List.of("account_sid", "hour", "caller", "what", "counted")),
            new CarriedTable("vault_object", "vault_object", 4, false, VaultTable.ALL),
            new CarriedTable("vault_note", NOTES, 1, false, List.of("name", "value")),
            new CarriedTable(
                    "stats_bucket",
                    "stats_bucket",
                    3,
                    false,
                    List.of("account_sid", "span", "number", "content", "frozen")),
            new CarriedTable("stats_frozen", "stats_frozen", 1, false, List.of("id", "before_hour")),
            new CarriedTable("last_event", "last_event", 2, false, List.of("account_sid", "kind", "received_at")));

    private static CarriedTable numbered(String name, String... columns) {
        return new CarriedTable(
                name,
                name,
                1,
                true,
                Stream.concat(Stream.of("id"), Stream.of(columns)).toList());
    }

    /** All rows, in whatever order. */
    String selectAll() {
        return "SELECT " + String.join(", ", columns) + " FROM " + rows;
    }

    /** The first rows; its parameter is how many. */
    String selectFirst() {
        return selectAll() + " ORDER BY " + key() + " LIMIT ?";
    }

    /** The rows after a key; its parameters are the key, and how many. */
    String selectAfter() {
        return selectAll() + " WHERE (" + key() + ") > (" + questions(keys) + ") ORDER BY " + key() + " LIMIT ?";
    }

    private String key() {
        return String.join(", ", columns.subList(0, keys));
    }

    /** Returns the SQL that inserts one row; its parameters are {@link #inserted}. */
    String insert(Dialect dialect) {
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") " + dialect.givenIds() + " VALUES ("
                + questions(columns.size()) + ")";
    }

    List<Column<CarriedRow>> inserted() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> new Column<CarriedRow>(
                        columns.get(i), row -> row.values().get(i)))
                .toList();
    }

    private static String questions(int count) {
        return IntStream.range(0, count).mapToObj(i -> "?").collect(joining(", "));
    }
}
