package dev.ringback.dashboard;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.dashboard.frame.SilenceAddress;
import dev.ringback.upstream.Callbacks;
import dev.ringback.upstream.Reads;
import dev.ringback.upstream.TwilioHosts;
import dev.ringback.upstream.UpstreamOptions;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages offer to do, and to whom. */
@Timeout(120)
class PageActionsTest {
    @TempDir
    Path folder;

    private static Response page(TestServer server, String path) {
        Response page = server.as(ACCOUNT).get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        return page;
    }

    private static UpstreamOptions upstream(boolean enabled, Reads reads) {
        return new UpstreamOptions(
                enabled,
                reads,
                false,
                false,
                Callbacks.NONE,
                UpstreamOptions.DEFAULT_CEILINGS,
                UpstreamOptions.DEFAULT_PATIENCE,
                // Where nobody listens: no page asks Twilio by itself.
                new TwilioHosts(URI.create("http://127.0.0.1:1"), null, null),
                null,
                false);
    }

    @ParameterizedTest
    @CsvSource({"true, MISSING, true", "true, INCOMPLETE, true", "true, NEVER, false", "false, MISSING, false"})
    void twilioCanBeAskedForAnUnknownFieldWhereReadsMayAskIt(boolean enabled, Reads reads, boolean isOffered) {
        try (TestServer server = TestServer.start(folder, upstream(enabled, reads), Clock.systemUTC())) {
            String sid = sid("SM");
            server.post(messageStatus(sid, "sent"));
            Response page = page(server, "/messages/" + sid);
            String link = "a href=/2010-04-01/Accounts/" + ACCOUNT.sid() + "/Messages/" + sid + ".json";
            PageElements elements = PageElements.of(page);
            assertThat(elements.text()).contains("not told by callbacks");
            assertThat(elements.attributes().stream().anyMatch(attribute -> attribute.startsWith("a data-ask=")))
                    .isEqualTo(isOffered);
            assertThat(elements.attributes()).contains(link);
        }
    }

    @Test
    void styleScriptAndIconAreForAnybodyAndEveryOtherAddressOfPagesAsksWhoOneIs() {
        try (TestServer server = TestServer.start(folder, UpstreamOptions.OFF, Clock.systemUTC())) {
            List<String> assets = PageElements.of(page(server, "/")).attributes().stream()
                    .map(attribute -> attribute.substring(attribute.indexOf('=') + 1))
                    .filter(value -> value.startsWith("/assets/"))
                    .distinct()
                    .toList();
            assertThat(assets).hasSizeGreaterThanOrEqualTo(3);
            assertThat(assets).allSatisfy(asset -> {
                Response answer = server.anonymous().get(asset);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.contentType()).doesNotContain("html");
            });
            for (String address : List.of("/", "/messages", "/messages/", "/messages/" + sid("SM"), "/operations")) {
                Response answer = server.anonymous().redirects().follow(false).get(address);
                assertThat(answer.statusCode()).as(address).isEqualTo(303);
                assertThat(answer.header("Location")).as(address).startsWith("/sign-in");
            }
        }
    }

    @Test
    void anAlertLeadsToTheFormForASilenceFilledInWithWhatItIsAbout() {
        String address = SilenceAddress.of(
                "no such rule", Map.of("error_code", "30007", "host", "\"><x-mark>", "account", "", "no-label", "x"));
        try (TestServer server = TestServer.start(folder, UpstreamOptions.OFF, Clock.systemUTC())) {
            PageElements page = PageElements.of(page(server, address));
            List<String> matchers = page.attributes().stream()
                    .filter(attribute -> attribute.startsWith("input value=") && attribute.contains(" = "))
                    .toList();
            assertThat(matchers)
                    .contains("input value=error_code = \"30007\"", "input value=host = \"\"><x-mark>\"")
                    .noneMatch(matcher -> matcher.contains("no-label"));
            assertThat(page.foreign()).isEmpty();
            assertThat(page.text()).contains("Nothing is silenced before you press the button");
            assertThat(PageElements.of(page(server, "/operations")).text()).doesNotContain("filled in");
        }
    }

    @Test
    void whoHasComeByBasicIsToldHowToSignOut() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(PageElements.of(page(server, "/")).text()).contains("Sign out", "Close all of its windows");
        }
    }
}
