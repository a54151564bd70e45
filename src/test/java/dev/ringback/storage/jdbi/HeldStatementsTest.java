package dev.ringback.storage.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldStatementsTest {
    private final HeldStatements statements = new HeldStatements();

    @TempDir
    Path folder;

    @Test
    void statementThatWasGivenBackIsHandedOutAgain() throws SQLException {
        try (Connection connection = connect()) {
            PreparedStatement first = prepare(connection, "SELECT 1");
            statements.close(connection, "as it was written", first);

            assertThat(prepare(connection, "SELECT 1")).isSameAs(first);
        }
    }

    @Test
    void statementInUseIsNotHandedOutTwice() throws SQLException {
        try (Connection connection = connect()) {
            PreparedStatement first = prepare(connection, "SELECT 1");
            PreparedStatement second = prepare(connection, "SELECT 1");
            assertThat(second).isNotSameAs(first);

            statements.close(connection, "SELECT 1", first);
            statements.close(connection, "SELECT 1", second);
            assertThat(first.isClosed()).isFalse();
            assertThat(second.isClosed()).isTrue();
        }
    }

    @Test
    void leastUsedStatementsAreClosed() throws SQLException {
        try (Connection connection = connect()) {
            PreparedStatement first = prepare(connection, "SELECT 0");
            statements.close(connection, "SELECT 0", first);
            for (int i = 1; i <= 100; i++) {
                statements.close(connection, "", prepare(connection, "SELECT " + i));
            }

            assertThat(first.isClosed()).isTrue();
            assertThat(prepare(connection, "SELECT 1").isClosed()).isFalse();
        }
    }

    @Test
    void jdbiGivesStatementsBack() throws SQLException {
        try (Connection connection = connect()) {
            Jdbi jdbi = Jdbi.create(connection).setStatementBuilderFactory(same -> statements);
            String found = jdbi.withHandle(handle -> handle.createQuery("SELECT :name")
                    .bind("name", "a")
                    .mapTo(String.class)
                    .one());

            assertThat(found).isEqualTo("a");
            PreparedStatement held = prepare(connection, "SELECT ?");
            statements.close(connection, "", held);
            String again = jdbi.withHandle(handle -> handle.createQuery("SELECT :name")
                    .bind("name", "b")
                    .mapTo(String.class)
                    .one());
            assertThat(again).isEqualTo("b");
            assertThat(prepare(connection, "SELECT ?")).isSameAs(held);
        }
    }

    private Connection connect() throws SQLException {
        return SqliteConnections.creating(folder.resolve("ringback.db")).getConnection();
    }

    @SuppressWarnings("NullAway") // The context is Jdbi's; the statements do not look at it.
    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return statements.create(connection, sql, null);
    }
}
