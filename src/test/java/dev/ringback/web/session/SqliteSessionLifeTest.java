package dev.ringback.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.web.PageDoor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionLifeTest extends SessionLifeContract {
    @Override
    Database open(Path folder) {
        return TestSqlite.open(folder);
    }

    @Test
    void aCookieOfAnotherDatabaseOpensNothing(@TempDir Path first, @TempDir Path second) {
        try (Database database = open(first);
                Database other = open(second);
                PageDoor door = PageDoor.open(database);
                PageDoor otherDoor = PageDoor.open(other)) {
            Browser browser = new Browser(door.port());
            browser.signIn(PageDoor.OPERATOR, PageDoor.SECRET, "/");
            Browser there = new Browser(otherDoor.port());
            there.setToken(browser.token());

            assertThat(browser.get("/things/7").statusCode()).isEqualTo(200);
            assertThat(there.get("/things/7").statusCode()).isEqualTo(303);
            assertThat(there.get("/ringback/v1/things").statusCode()).isEqualTo(401);
        }
    }
}
