package dev.ringback.web.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.web.PageDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers and others send as cookies. */
class SessionCookieTest {
    private static Database database;
    private static PageDoor door;
    private static String token;

    @BeforeAll
    static void openDoor(@TempDir Path folder) {
        database = TestSqlite.open(folder);
        door = PageDoor.open(database);
        Browser browser = new Browser(door.port());
        browser.signIn(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN, "/");
        token = browser.token();
    }

    @AfterAll
    static void closeDoor() {
        door.close();
        database.close();
    }

    @Test
    void itIsFoundAmongOthers() throws IOException {
        assertThat(status("Cookie: a=b; ringback-session=" + token + "; c=\"d; e\""))
                .isEqualTo(200);
        assertThat(status("Cookie: a=b;ringback-session=" + token)).isEqualTo(200);
        assertThat(status("Cookie: a=b\r\nCookie: ringback-session=" + token)).isEqualTo(200);
        assertThat(status("cookie:ringback-session=" + token + ";")).isEqualTo(200);
    }

    @Test
    void severalOfTheNameAreTriedUpToALimit() throws IOException {
        assertThat(status("Cookie: ringback-session=" + "x".repeat(43) + "; ringback-session=" + token))
                .isEqualTo(200);
        assertThat(status("Cookie: ringback-session=" + token + "; ringback-session=; ringback-session=x"))
                .isEqualTo(200);
        String many = IntStream.range(0, 100)
                .mapToObj(i -> "ringback-session=" + String.format("%043d", i))
                .collect(Collectors.joining("; "));
        assertThat(status("Cookie: " + many + "; ringback-session=" + token)).isEqualTo(303);
    }

    @Test
    void whatIsNoTokenOpensNothing() throws IOException {
        for (String value : new String[] {
            "",
            "x",
            "x".repeat(43),
            "x".repeat(10_000),
            token + "x",
            token.substring(1),
            token.toLowerCase(Locale.ROOT),
            '"' + token + '"',
            token + "%00",
            "' OR 1=1 --"
        }) {
            assertThat(status("Cookie: ringback-session=" + value)).as(value).isEqualTo(303);
        }
        assertThat(status("Cookie: Ringback-Session=" + token)).isEqualTo(303);
        assertThat(status("Cookie: x-ringback-session=" + token)).isEqualTo(303);
        assertThat(status("Cookie: ringback-session =" + token)).isEqualTo(303);
        assertThat(status("Cookie: ringback-session")).isEqualTo(303);
        assertThat(status("Cookie: ;;=;=;")).isEqualTo(303);
    }

    @Test
    void oddBytesAreNoReasonToFail() throws IOException {
        assertThat(status("Cookie: a=\u0001\u00ff\t; ringback-session=" + token))
                .isIn(200, 400);
        assertThat(status("Cookie: ringback-session=\u00ff" + token)).isEqualTo(303);
        assertThat(status("Cookie: a=" + "x".repeat(10_000) + "; ringback-session=" + token))
                .isEqualTo(200);
        assertThat(status("Cookie: a=" + "x".repeat(100_000))).isEqualTo(431);
    }

    private static int status(String cookie) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /things/7 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + cookie + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
