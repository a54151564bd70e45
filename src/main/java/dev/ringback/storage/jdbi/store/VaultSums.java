package dev.ringback.storage.jdbi.store;

import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultState;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.VaultSummary;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The sums of the vault's ledger. They read nothing but an index, but all of it that belongs to the accounts. */
final class VaultSums {
    private static final String SUMS = """
            SELECT kind, state, CAST(sum(objects) AS BIGINT), CAST(sum(bytes) AS BIGINT), CAST(sum(deleted) AS BIGINT),
              CAST(sum(failing) AS BIGINT), min(oldest)
            FROM (
              SELECT account_sid, kind, state, count(*) AS objects, coalesce(sum(length), 0) AS bytes, sum(deleted) AS deleted,
                count(CASE WHEN attempts > 0 THEN 1 END) AS failing, min(heard_at) AS oldest
              FROM vault_object%s GROUP BY account_sid, kind, state) AS sums
            GROUP BY kind, state ORDER BY kind, state""";

    static final String ALL = SUMS.formatted("");

    static final String OF_ACCOUNTS = SUMS.formatted(" WHERE account_sid IN (<accounts>)");

    private VaultSums() {}

    static List<VaultSummary> read(Handle handle, AccountScope scope) {
        if (!scope.everything() && scope.accountSids().isEmpty()) {
            return List.of();
        }
        return (scope.everything()
                        ? handle.createQuery(ALL)
                        : handle.createQuery(OF_ACCOUNTS).bindList("accounts", scope.accountSids()))
                .map((rows, context) -> summary(new Row(rows)))
                .list();
    }

    private static VaultSummary summary(Row row) throws SQLException {
        VaultKind kind = VaultTable.kind(row);
        return new VaultSummary(
                kind,
                row.constant(VaultState.class),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.timeOrNull());
    }
}
