package dev.ringback.storage.jdbi.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import dev.ringback.storage.VaultFilter;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A page of the vault's ledger. Entries of one account, kind and state that are deleted at Twilio, or are not, make a group; one index holds each
 * group in the order of the list. A page is merged from the groups that the filter lets pass, those first whose entries come first, and no group is
 * read that cannot have any on it. So a page costs the same however few entries pass the filter, and however many do not.
 */
final class VaultList {
    private static final String SCOPE = "(:everything OR account_sid IN (<accounts>))";

    /** Tells which groups there are, and of each when the first entry of the page was heard of at the latest. */
    static final String GROUPS = """
            WITH RECURSIVE
              account (account_sid) AS (
                SELECT min(account_sid) FROM vault_object
                UNION ALL
                SELECT (SELECT min(vault_object.account_sid) FROM vault_object WHERE vault_object.account_sid > account.account_sid)
                FROM account WHERE account.account_sid IS NOT NULL),
              kind (name) AS (VALUES %s),
              state (name) AS (VALUES %s),
              answer (deleted) AS (VALUES (0), (1)),
              head AS MATERIALIZED (
                SELECT account_sid, kind.name AS kind, state.name AS state, answer.deleted, (
                  SELECT max(heard_at) FROM vault_object
                  WHERE vault_object.account_sid = account.account_sid AND vault_object.kind = kind.name AND vault_object.state = state.name
                    AND vault_object.deleted = answer.deleted AND heard_at >= :since AND heard_at <= :heard_at) AS heard_at
                FROM account CROSS JOIN kind CROSS JOIN state CROSS JOIN answer
                WHERE %s AND (:kind = '' OR kind.name = :kind) AND (:state = '' OR state.name = :state)
                  AND (:deleted < 0 OR answer.deleted = :deleted))
            SELECT account_sid, kind, state, deleted, heard_at FROM head WHERE heard_at IS NOT NULL ORDER BY heard_at DESC""".formatted(
                    values(Stream.of(VaultKind.values()).map(VaultKind::text)),
                    values(Stream.of(VaultState.values()).map(VaultState::text)),
                    SCOPE);

    private static final String AFTER = "(heard_at, sid, format, account_sid, kind)"
            + " < (:heard_at, :behind_sid, :behind_format, :behind_account, :behind_kind) ";

    /** The entries of the page that are in one group. */
    static final String GROUP =
            VaultTable.SELECT + """
            WHERE account_sid = :account AND kind = :kind AND state = :state AND deleted = :deleted AND heard_at >= :since AND\s""" + AFTER + "ORDER BY heard_at DESC, sid DESC, format DESC LIMIT :limit";

    /** The page where one object is looked for: it and what belongs to it are few, and are sorted. */
    static final String OF_OBJECT = VaultTable.SELECT + """
            WHERE (sid = :sid OR parent_sid = :sid) AND %s AND (:kind = '' OR kind = :kind) AND (:state = '' OR state = :state)
              AND (:deleted < 0 OR deleted = :deleted) AND heard_at >= :since AND\s""".formatted(SCOPE) + AFTER
            + "ORDER BY heard_at DESC, sid DESC, format DESC, account_sid DESC, kind DESC LIMIT :limit";

    private static final Comparator<VaultObject> ORDER = Comparator.comparing(VaultObject::heardAt)
            .thenComparing(VaultObject::sid, VaultList::byBytes)
            .thenComparing(VaultObject::format, VaultList::byBytes)
            .thenComparing(VaultObject::accountSid, VaultList::byBytes)
            .thenComparing(object -> object.kind().text())
            .reversed();

    private final VaultFilter filter;
    private final Bound bound;
    private final int limit;

    VaultList(VaultFilter filter, @Nullable VaultObject behind, int limit) {
        this.filter = filter;
        this.bound = Bound.of(filter.before(), behind);
        this.limit = limit;
    }

    private static String values(Stream<String> texts) {
        return texts.map(text -> "('" + text + "')").collect(joining(", "));
    }

    private static int byBytes(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    /** The place in the order of the list behind which the page begins. */
    private record Bound(long heardAt, String sid, String format, String account, String kind) {
        static Bound of(@Nullable Instant before, @Nullable VaultObject behind) {
            long end = before == null ? Long.MAX_VALUE : before.toEpochMilli();
            // Nothing stands before empty texts, so all of that moment is left out.
            return behind == null || behind.heardAt().toEpochMilli() >= end
                    ? new Bound(end, "", "", "", "")
                    : new Bound(
                            behind.heardAt().toEpochMilli(),
                            behind.sid(),
                            behind.format(),
                            behind.accountSid(),
                            behind.kind().text());
        }
    }

    private record Group(String account, String kind, String state, long deleted, long head) {
        static Group read(Row row) throws SQLException {
            return new Group(row.text(), row.text(), row.text(), row.number(), row.number());
        }
    }

    /** Reads the page; its queries have to see the same moment. */
    List<VaultObject> read(Handle handle) {
        if (filter.sid() != null) {
            return behind(scoped(handle.createQuery(OF_OBJECT)))
                    .bind("sid", filter.sid())
                    .map(new VaultTable())
                    .list();
        }
        List<VaultObject> page = List.of();
        for (Group group : groups(handle)) {
            // Where the page is full, nothing older than its last entry comes onto it.
            long least = page.size() < limit
                    ? since()
                    : page.get(limit - 1).heardAt().toEpochMilli();
            if (group.head() < least) {
                break;
            }
            page = Stream.concat(page.stream(), entries(handle, group, least).stream())
                    .sorted(ORDER)
                    .limit(limit)
                    .toList();
        }
        return page;
    }

    private List<Group> groups(Handle handle) {
        return scoped(handle.createQuery(GROUPS))
                .bind("heard_at", bound.heardAt())
                .map((rows, context) -> Group.read(new Row(rows)))
                .list();
    }

    private List<VaultObject> entries(Handle handle, Group group, long least) {
        return behind(handle.createQuery(GROUP))
                .bind("account", group.account())
                .bind("kind", group.kind())
                .bind("state", group.state())
                .bind("deleted", group.deleted())
                .bind("since", least)
                .map(new VaultTable())
                .list();
    }

    private long since() {
        Instant since = filter.since();
        return since == null ? Long.MIN_VALUE : since.toEpochMilli();
    }

    private Query scoped(Query query) {
        VaultKind kind = filter.kind();
        VaultState state = filter.state();
        Boolean deleted = filter.deleted();
        return query.bind("everything", filter.scope().everything())
                // No account has an empty SID, and a list in SQL needs something in it.
                .bindList(
                        "accounts",
                        filter.scope().accountSids().isEmpty()
                                ? List.of("")
                                : filter.scope().accountSids())
                .bind("kind", kind == null ? "" : kind.text())
                .bind("state", state == null ? "" : state.text())
                .bind("deleted", deleted == null ? -1 : deleted ? 1 : 0)
                .bind("since", since());
    }

    private Query behind(Query query) {
        return query.bind("heard_at", bound.heardAt())
                .bind("behind_sid", bound.sid())
                .bind("behind_format", bound.format())
                .bind("behind_account", bound.account())
                .bind("behind_kind", bound.kind())
                .bind("limit", limit);
    }
}
