package dev.ringback.web.handler;

import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.notice.LinkSignature;
import dev.ringback.forward.notice.SignedLinks;
import dev.ringback.forward.rule.Label;
import dev.ringback.model.Accounts;
import dev.ringback.model.Silence;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilencePageTest {
    private static final SignedLinks LINKS = new SignedLinks(
            "https://ringback.example.com", new LinkSignature(new Accounts(List.of(ACCOUNT, SUBACCOUNT))));
    private static final String LINK =
            target("filtered", Map.of(Label.ERROR_CODE, "30007", Label.HOST, "<b>\"evil\"&.example.com"));

    @TempDir
    Path folder;

    private TestServer server;
    private Database database;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, ForwardOptions.NONE);
        database = Databases.openBesideServer(DatabaseOptions.of(TestServer.database(folder)));
    }

    @AfterEach
    void stop() {
        database.close();
        server.close();
    }

    @Test
    void aSignedLinkShowsWhatItWouldSilenceAndChangesNothing() {
        Response page = server.anonymous().get(LINK);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.asString())
                .contains("<dd>filtered</dd>", "<code>error_code = \"30007\"</code>")
                .contains("&lt;b&gt;\"evil\"&amp;.example.com")
                .contains("value=\"1h\"", "value=\"2h\"", "value=\"8h\"", "value=\"24h\"", "value=\"7d\"")
                .doesNotContain("<b>", "<script", "Until");
        assertThat(server.anonymous().head(LINK).statusCode()).isEqualTo(200);
        assertThat(silences()).isEmpty();
    }

    @Test
    void nothingMayRunOrBeKeptOrToldToOthers() {
        Response page = server.anonymous().get(LINK);

        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .endsWith("form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void theFormSilencesExactlyThatAndShowsUntilWhen() {
        Response page = form("for", "2h", "name", "Ann", "comment", "known").post(LINK);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString())
                .contains("Silenced until 1 January 2026, 14:00 UTC.")
                .contains("<time datetime=\"2026-01-01T14:00:00Z\">1 January 2026, 14:00 UTC</time>")
                .contains("2h left, by Ann", "known", "name=\"end\" value=\"1\"");
        assertThat(silences())
                .containsExactly(new Silence(
                        1,
                        "filtered",
                        List.of("error_code = \"30007\"", "host = \"<b>\"evil\"&.example.com\""),
                        NOW,
                        NOW.plusSeconds(7200),
                        "Ann",
                        "known"));
        assertThat(server.anonymous().get(LINK).asString()).contains("2h left, by Ann");
    }

    @Test
    void theLinkIsNamedAsCreatorWhereNoNameIsGiven() {
        form("for", "7d").post(LINK);

        assertThat(silences().get(0).createdBy()).isEqualTo("link");
        assertThat(silences().get(0).endsAt()).isEqualTo(NOW.plusSeconds(7 * 86_400));
    }

    @Test
    void theSilenceCanBeEndedAgain() {
        form("for", "2h").post(LINK);

        Response page = form("end", "1").post(LINK);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("The silence is ended.").doesNotContain("Until");
        assertThat(silences().get(0).endsAt()).isEqualTo(NOW);
    }

    @Test
    void noLinkEndsTheSilenceOfAnother() {
        String other = target("filtered", Map.of(Label.ERROR_CODE, "30008"));
        form("for", "2h").post(other);

        Response page = form("end", "1").post(LINK);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.asString()).contains("That silence is not there any more.");
        assertThat(form("end", "").post(LINK).statusCode()).isEqualTo(404);
        assertThat(form("end", "x").post(LINK).statusCode()).isEqualTo(404);
        assertThat(silences().get(0).endsAt()).isEqualTo(NOW.plusSeconds(7200));
        assertThat(server.anonymous().get(LINK).asString()).doesNotContain("Until");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3h", "99999d", "-1h"})
    void onlyTheDurationsOfTheFormAreTaken(String duration) {
        Response page = form("for", duration).post(LINK);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.asString()).contains("Choose for how long.");
        assertThat(silences()).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertThat(form("for", "1h", "name", "x".repeat(101)).post(LINK).asString())
                .contains("The name must not be longer than 100 characters.");
        assertThat(form("for", "1h", "comment", "x".repeat(501)).post(LINK).statusCode())
                .isEqualTo(400);
        assertThat(form("for", "1h", "comment", "x".repeat(20_000)).post(LINK).statusCode())
                .isEqualTo(413);
        assertThat(silences()).isEmpty();
    }

    @Test
    void namesAndCommentsAreEscaped() {
        Response page = form("for", "1h", "name", "<i>Ann</i>", "comment", "\"><script>x</script>")
                .post(LINK);

        assertThat(page.asString())
                .contains("by &lt;i&gt;Ann&lt;/i&gt;", "\"&gt;&lt;script&gt;")
                .doesNotContain("<i>", "<script");
    }

    @Test
    void withoutAValidSignatureThereIsNothingToSeeOrDo() {
        String unsigned = LINK.substring(0, LINK.indexOf("&signature="));
        for (String target : List.of(
                SilencePage.PATH,
                unsigned,
                unsigned + "&signature=",
                unsigned + "&signature=AAAA",
                LINK.replace("30007", "30008"),
                LINK.replace("rule=filtered", "rule="),
                LINK + "&matcher=kind+%3D+%22call%22")) {
            Response page = server.anonymous().get(target);
            assertThat(page.statusCode()).as(target).isEqualTo(403);
            assertThat(page.asString()).contains("This link is not valid").doesNotContain("<form", "filtered");
            assertThat(page.header("Content-Security-Policy")).isNotNull();
            assertThat(form("for", "1h").post(target).statusCode()).isEqualTo(403);
        }
        assertThat(silences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ringback/v1/silence/",
                "/ringback/v1/silence/x",
                "/ringback/v1/silences",
                "/ringback/v1/silence;x",
                "/ringback/v1/%73ilence"
            })
    void noOtherAddressDoesWithoutCredentials(String path) {
        assertThat(server.anonymous().get(LINK.replace(SilencePage.PATH, path)).statusCode())
                .isIn(400, 401);
    }

    @Test
    void otherMethodsAreRefused() {
        Response put = server.anonymous().put(LINK);

        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.header("Allow")).isEqualTo("GET, HEAD, POST");
        assertThat(server.anonymous().delete(LINK).statusCode()).isEqualTo(405);
    }

    private RequestSpecification form(String... namesAndValues) {
        RequestSpecification request = server.anonymous().contentType("application/x-www-form-urlencoded");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.formParam(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }

    private List<Silence> silences() {
        return database.silences().endingAfter(Instant.EPOCH);
    }

    private static String target(String rule, Map<Label, String> labels) {
        URI link = LINKS.silence(rule, labels).orElseThrow();
        return link.getRawPath() + "?" + link.getRawQuery();
    }
}
