package dev.ringback.storage.jdbi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.storage.jdbi.sqlite.QueryPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With ten million entries each query reads no more of them than it returns. */
class VaultPlanTest {
    @TempDir
    Path folder;

    static Arguments[] queries() {
        return new Arguments[] {
            Arguments.of("INDEX vault_object_due_for_copy (due_at<?)", JdbiVaultLedger.DUE_FOR_COPY),
            Arguments.of("INDEX vault_object_due_for_rules (due_at<?)", JdbiVaultLedger.DUE_FOR_RULES),
            Arguments.of(
                    "INDEX vault_object_due_for_deletion (deleted=? AND copied_at<?)",
                    JdbiVaultLedger.DUE_FOR_DELETION),
            Arguments.of("INDEX vault_object_copied (copied_at<?)", JdbiVaultLedger.COPIED_BEFORE),
            Arguments.of(
                    "INDEX sqlite_autoindex_vault_object_1 ((sid,account_sid,kind,format)>(?,?,?,?))",
                    JdbiVaultLedger.WALK),
            Arguments.of(
                    "INDEX vault_object_list (account_sid=? AND kind=? AND state=? AND deleted=? AND heard_at>? AND (heard_at,sid,format)<(?,?,?))",
                    VaultList.GROUP)
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void theQueryHasItsIndex(String index, String query) throws SQLException {
        assertThat(plan(query))
                .contains("SEARCH vault_object USING")
                .contains(index)
                .doesNotContain("TEMP B-TREE", "SCAN");
    }

    @Test
    void anObjectAndWhatBelongsToItAreFoundByTwoIndexes() throws SQLException {
        for (String query : new String[] {JdbiVaultLedger.OF, VaultList.OF_OBJECT}) {
            assertThat(plan(query))
                    .contains(
                            "MULTI-INDEX OR",
                            "INDEX sqlite_autoindex_vault_object_1 (sid=?",
                            "INDEX vault_object_parent (parent_sid=?")
                    .doesNotContain("SCAN");
        }
    }

    @Test
    void groupsAreFoundWithoutReadingTheirEntries() throws SQLException {
        assertThat(plan(VaultList.GROUPS))
                .contains(
                        "SEARCH vault_object USING COVERING INDEX vault_object_list (account_sid=? AND kind=? AND state=? AND deleted=? AND heard_at>? AND heard_at<?)")
                .contains("SEARCH vault_object USING COVERING INDEX vault_object_list (account_sid>?)")
                .doesNotContain("SCAN vault_object");
    }

    @Test
    void aSumReadsNothingButTheIndexInItsOrder() throws SQLException {
        assertThat(plan(VaultSums.ALL)).contains("SCAN vault_object USING COVERING INDEX vault_object_list");
        assertThat(plan(VaultSums.OF_ACCOUNTS))
                .contains("SEARCH vault_object USING COVERING INDEX vault_object_list (account_sid=?)");
    }

    private String plan(String query) throws SQLException {
        return new QueryPlan(folder.resolve("ringback.db")).of(query.replace("<accounts>", "'a', 'b'"));
    }
}
