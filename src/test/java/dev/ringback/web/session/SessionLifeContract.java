package dev.ringback.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.model.Account;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.web.PageDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how sessions end, over a database. */
abstract class SessionLifeContract {
    @TempDir
    Path folder;

    private Database database;
    private PageDoor door;
    private Browser browser;

    /** Opens the database of that folder, or creates it. */
    abstract Database open(Path folder);

    @BeforeEach
    void openDoor() {
        database = open(folder);
        door = PageDoor.open(database);
        browser = new Browser(door.port());
    }

    @AfterEach
    void closeDoor() {
        door.close();
        TestPostgres.leave(database);
    }

    @AfterAll
    static void closeDatabase() {
        TestPostgres.closeKept();
    }

    private int status() {
        return browser.get("/ringback/v1/things").statusCode();
    }

    @Test
    void anAuthTokenThatIsInUseNoMoreEndsItsSessions() {
        browser.signIn(TestCallbacks.ACCOUNT_SID, PageDoor.OLD_TOKEN, "/");
        Browser withNewToken = new Browser(door.port());
        withNewToken.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, "/");
        assertThat(status()).isEqualTo(200);

        door.use(PageDoor.account(List.of(TestCallbacks.AUTH_TOKEN), PageDoor.SECRET));

        assertThat(status()).isEqualTo(401);
        assertThat(browser.get("/things/7").statusCode()).isEqualTo(303);
        assertThat(withNewToken.get("/things/7").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyWithAnotherSecretOrNoneEndsItsSessions() {
        browser.signIn(PageDoor.VIEWER, PageDoor.SECRET, "/");
        assertThat(status()).isEqualTo(200);

        door.use(PageDoor.account(PageDoor.ACCOUNT.authTokens(), "another secret"));
        assertThat(status()).isEqualTo(401);

        door.use(PageDoor.ACCOUNT);
        assertThat(status()).isEqualTo(200);

        door.use(new Account(TestCallbacks.ACCOUNT_SID, PageDoor.ACCOUNT.authTokens(), null, List.of(), Map.of()));
        assertThat(status()).isEqualTo(401);
    }

    @Test
    void aKeyThatMovedToAnotherAccountEndsItsSessions() {
        browser.signIn(PageDoor.VIEWER, PageDoor.SECRET, "/");

        door.use(new Account(
                "AC00000000000000000000000000000008",
                PageDoor.ACCOUNT.authTokens(),
                null,
                List.of(),
                PageDoor.ACCOUNT.apiKeys()));

        assertThat(status()).isEqualTo(401);
    }

    @Test
    void whoSignsOutAtOneDoorIsOutAtAllOfTheSameDatabase() {
        browser.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");
        try (PageDoor second = PageDoor.open(database)) {
            Browser there = new Browser(second.port());
            there.setToken(browser.token());
            assertThat(there.get("/things/7").asString()).contains(browser.csrf());

            there.signOut();

            assertThat(there.get("/things/7").statusCode()).isEqualTo(303);
            assertThat(status()).isEqualTo(401);
        }
    }

    @Test
    void aDatabaseOfAnotherGenerationHasNobodySignedIn() {
        browser.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");

        database.generation().renew();

        assertThat(status()).isEqualTo(401);
    }

    @Test
    void whoSignsInHasThoseForgottenThatHaveExpired() {
        browser.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");
        String first = browser.token();
        door.advance(Duration.ofHours(12));
        new Browser(door.port()).signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");

        assertThat(database.sessions().find(Sessions.hash(first))).isEmpty();
    }

    @Test
    void theDatabaseHoldsNoToken() {
        browser.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");

        assertThat(database.sessions().find(browser.token())).isEmpty();
        assertThat(database.sessions().find(Sessions.hash(browser.token()))).hasValueSatisfying(session -> {
            assertThat(session.credential()).isEqualTo(PageDoor.OPERATOR);
            assertThat(session.fingerprint()).doesNotContain(PageDoor.SECRET, browser.token());
            assertThat(session.toString()).doesNotContain(session.tokenHash(), session.fingerprint());
        });
    }

    @Test
    void aUseIsWrittenEveryFewMinutesAtMost() {
        browser.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");

        door.advance(Duration.ofMinutes(4));
        status();
        assertThat(database.sessions().find(Sessions.hash(browser.token())))
                .hasValueSatisfying(session -> assertThat(session.usedAt()).isEqualTo(PageDoor.START));
        door.advance(Duration.ofMinutes(1));
        status();
        assertThat(database.sessions().find(Sessions.hash(browser.token())))
                .hasValueSatisfying(
                        session -> assertThat(session.usedAt()).isEqualTo(PageDoor.START.plus(Duration.ofMinutes(5))));
    }
}
