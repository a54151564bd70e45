package dev.ringback.storage.jdbi.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStatementsTest {
    private final SqliteStatements statements = new SqliteStatements();

    @TempDir
    Path folder;

    private Handle handle;

    @BeforeEach
    void connect() {
        handle = Jdbi.create(SqliteConnections.creating(folder.resolve("ringback.db")))
                .setStatementBuilderFactory(connection -> statements)
                .open();
    }

    @AfterEach
    void disconnect() {
        handle.close();
    }

    @Test
    void statementThatWasGivenBackIsHandedOutAgain() throws SQLException {
        PreparedStatement first = prepare("SELECT 1");
        giveBack(first);

        assertThat(prepare("SELECT 1")).isSameAs(first);
    }

    @Test
    void statementInUseIsNotHandedOutTwice() throws SQLException {
        PreparedStatement first = prepare("SELECT 1");
        PreparedStatement second = prepare("SELECT 1");
        assertThat(second).isNotSameAs(first);

        giveBack(first);
        giveBack(second);
        assertThat(first.isClosed()).isFalse();
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    void leastUsedStatementsAreClosed() throws SQLException {
        PreparedStatement first = prepare("SELECT 0");
        PreparedStatement second = prepare("SELECT 1");
        giveBack(first);
        giveBack(second);
        for (int i = 2; i <= 100; i++) {
            giveBack(prepare("SELECT " + i));
        }

        assertThat(first.isClosed()).isTrue();
        assertThat(prepare("SELECT 1")).isSameAs(second);
    }

    @Test
    void jdbiUsesTheSameStatementAgainWithOtherParameters() throws SQLException {
        assertThat(say("a")).isEqualTo("a");
        PreparedStatement held = prepare("SELECT ?");
        giveBack(held);

        assertThat(say("b")).isEqualTo("b");
        assertThat(prepare("SELECT ?")).isSameAs(held);
    }

    private String say(String word) {
        return handle.createQuery("SELECT :word")
                .bind("word", word)
                .mapTo(String.class)
                .one();
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        return statements.create(
                handle.getConnection(), sql, handle.createQuery(sql).getContext());
    }

    private void giveBack(PreparedStatement statement) throws SQLException {
        statements.close(handle.getConnection(), "as it was written", statement);
    }
}
