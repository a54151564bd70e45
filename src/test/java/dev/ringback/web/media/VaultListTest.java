package dev.ringback.web.media;

import static dev.ringback.web.media.TestMedia.ACCOUNT;
import static dev.ringback.web.media.TestMedia.CALL;
import static dev.ringback.web.media.TestMedia.sid;
import static dev.ringback.web.media.TestMedia.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultObjectBuilder;
import dev.ringback.model.VaultState;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /ringback/v1/vault} shows the ledger, page by page. */
class VaultListTest {
    private static final String LIST = "/ringback/v1/vault";
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private static Path folder;

    private static TestMedia media;

    @BeforeAll
    static void start() {
        media = new TestMedia(folder);
        for (int i = 1; i <= 5; i++) {
            note(TestMedia.copied(VaultKind.RECORDING, sid("RE", i), "wav", CALL, "audio/x-wav", CONTENT), i);
        }
        VaultObject deleted = TestMedia.copied(VaultKind.RECORDING, sid("RE", 6), "mp3", CALL, "audio/mpeg", CONTENT);
        note(
                VaultObjectBuilder.builder(deleted)
                        .deletedAt(Instant.parse("2026-02-20T00:00:00Z"))
                        .deletionRule("delete_after")
                        .encryptionDetails("{\"encryption_cek\":\"x\"}")
                        .verifiedAt(Instant.parse("2026-02-19T00:00:00Z"))
                        .build(),
                6);
        VaultObject failed = TestMedia.copied(VaultKind.MEDIA, sid("ME", 7), "", sid("MM", 1), "image/png", CONTENT);
        note(
                VaultObjectBuilder.builder(failed)
                        .state(VaultState.FAILED)
                        .attempts(3)
                        .failure("twilio: on purpose")
                        .failedAt(Instant.parse("2026-02-18T00:00:00Z"))
                        .length(null)
                        .sha256(null)
                        .contentType(null)
                        .copiedAt(null)
                        .build(),
                7);
        note(
                VaultObjectBuilder.builder(TestMedia.copied(
                                VaultKind.RECORDING, sid("RE", 8), "wav", CALL, "audio/x-wav", CONTENT))
                        .accountSid(TestServer.SUBACCOUNT.sid())
                        .build(),
                8);
        media.start();
    }

    private static void note(VaultObject object, int day) {
        media.note(VaultObjectBuilder.builder(object)
                .heardAt(Instant.parse("2026-01-0" + day + "T00:00:00Z"))
                .build());
    }

    @AfterAll
    static void close() {
        media.close();
    }

    private static JsonNode read(String uri) throws Exception {
        HttpResponse<byte[]> answer = media.own(uri);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static List<Integer> numbers(String query) throws Exception {
        return numbers(read(LIST + query));
    }

    private static List<Integer> numbers(JsonNode page) {
        List<Integer> numbers = new ArrayList<>();
        page.path("objects")
                .forEach(object ->
                        numbers.add(Integer.valueOf(object.path("sid").asText().substring(30))));
        return numbers;
    }

    @Test
    void everyFieldThatMeansSomethingIsThere() throws Exception {
        assertThat(read(LIST + "?Sid=" + sid("RE", 6)).toString())
                .isEqualTo("{\"objects\":[{\"account_sid\":\"" + ACCOUNT + "\",\"kind\":\"recording\",\"sid\":\""
                        + sid("RE", 6) + "\",\"format\":\"mp3\",\"parent_sid\":\"" + CALL
                        + "\",\"state\":\"copied\",\"heard_at\":\"2026-01-06T00:00:00.000Z\",\"due_at\":null,"
                        + "\"attempts\":0,\"failure\":null,\"failed_at\":null,\"key\":\"" + ACCOUNT + "/test/"
                        + sid("RE", 6) + ".mp3\",\"length\":3,\"sha256\":\"" + TestMedia.sha256(CONTENT)
                        + "\",\"content_type\":\"audio/mpeg\",\"encryption_details\":{\"encryption_cek\":\"x\"},"
                        + "\"copied_at\":\"2026-02-01T10:00:00.000Z\",\"verified_at\":\"2026-02-19T00:00:00.000Z\","
                        + "\"deleted_at\":\"2026-02-20T00:00:00.000Z\",\"deletion_rule\":\"delete_after\","
                        + "\"removed_at\":null,\"removal_rule\":null}],\"next_page_uri\":null}");
        JsonNode failed = read(LIST + "?State=failed").path("objects").path(0);
        assertThat(failed.path("failure").asText()).isEqualTo("twilio: on purpose");
        assertThat(failed.path("attempts").asInt()).isEqualTo(3);
        assertThat(failed.path("format").isNull()).isTrue();
        assertThat(failed.path("length").isNull()).isTrue();
    }

    @Test
    void filtersHoldTogether() throws Exception {
        assertThat(numbers("")).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(numbers("?Kind=media")).containsExactly(7);
        assertThat(numbers("?Kind=Recording&State=copied&Account=" + ACCOUNT)).containsExactly(6, 5, 4, 3, 2, 1);
        assertThat(numbers("?Deleted=true")).containsExactly(6);
        assertThat(numbers("?Deleted=false&Kind=recording")).containsExactly(8, 5, 4, 3, 2, 1);
        assertThat(numbers("?Since=2026-01-02&Before=2026-01-04")).containsExactly(3, 2);
        assertThat(numbers("?Sid=" + sid("MM", 1))).containsExactly(7);
        assertThat(numbers("?Sid=" + sid("RE", 77))).isEmpty();
        assertThat(numbers("?Account=" + TestServer.SUBACCOUNT.sid())).containsExactly(8);
    }

    @Test
    void pagesLeadFromOneToTheNextAndKeepTheFilters() throws Exception {
        for (Map.Entry<String, List<Integer>> filter : Map.of(
                        "", List.of(8, 7, 6, 5, 4, 3, 2, 1),
                        "&Kind=recording&Deleted=false", List.of(8, 5, 4, 3, 2, 1),
                        "&Since=2026-01-02&Before=2026-01-06&State=copied", List.of(5, 4, 3, 2))
                .entrySet()) {
            List<Integer> all = new ArrayList<>();
            int pages = 0;
            for (String uri = LIST + "?PageSize=3" + filter.getKey(); uri != null; pages++) {
                JsonNode page = read(uri);
                all.addAll(numbers(page));
                uri = page.path("next_page_uri").textValue();
            }
            assertThat(all).isEqualTo(filter.getValue());
            assertThat(pages).isEqualTo((all.size() + 2) / 3);
        }
    }

    @Test
    void othersAccountsAreNotShown() throws Exception {
        assertThat(numbers(as(TestServer.SUBACCOUNT, LIST))).containsExactly(8);
        assertThat(media.client()
                        .send(
                                media.request(
                                        "GET",
                                        media.server().apiUrl(LIST + "?Account=" + ACCOUNT),
                                        TestServer.SUBACCOUNT),
                                BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(403);
    }

    private static JsonNode as(Account account, String uri) throws Exception {
        return new ObjectMapper()
                .readTree(media.client()
                        .send(media.request("GET", media.server().apiUrl(uri), account), BodyHandlers.ofByteArray())
                        .body());
    }

    @Test
    void whatIsNoFilterIsRefused() throws Exception {
        for (String query : List.of(
                "Kind=sound",
                "State=done%20",
                "State=unknown",
                "Sid=nonsense",
                "Since=yesterday",
                "Before=2026-13-01",
                "Deleted=maybe",
                "Account=x",
                "PageSize=0",
                "PageSize=x",
                "PageToken=x",
                "PageToken=V1.AC.RE.recording.wav",
                "PageToken=V9999999999999999." + ACCOUNT + '.' + sid("RE", 1) + ".recording.wav",
                "PageToken=V1." + ACCOUNT + '.' + sid("RE", 1) + ".sound.wav",
                "PageToken=V1." + ACCOUNT + '.' + sid("RE", 1) + ".recording.wav'",
                "Other=1",
                "kind=media")) {
            HttpResponse<byte[]> answer = media.own(LIST + "?" + query.replace("'", "%27"));
            if (query.equals("State=done%20")) {
                assertThat(answer.statusCode()).isEqualTo(200);
            } else {
                assertThat(answer.statusCode()).as(query).isEqualTo(400);
            }
        }
    }
}
