package dev.ringback.web;

import static dev.ringback.web.TestApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Entry;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked, SQLite and PostgreSQL answer the same, byte for byte, after the same events. */
class SameAnswersTest {
    private static final Set<String> DIFFERENT_EACH_TIME =
            Set.of("date", "twilio-request-id", "twilio-request-duration", "twilio-concurrent-requests");

    private static final String URL = "https://api.example.com";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final Set<String> asked = new TreeSet<>();

    @Test
    void everyAddressAnswersTheSameOnBothDatabases() {
        List<Entry> entries = new ArrayList<>(TestTraffic.entries(40, 24, 11, TestApi.START));
        entries.add(TestTraffic.entry(
                TestCallbacks.inboundMessage(TestCallbacks.sid("SM"), "\u20ac \ud83d\ude00 ' \" \\ % _ \t \r\n"),
                TestApi.START));
        try (TestApi sqlite = TestApi.open(TestSqlite.open(folder), URL);
                TestApi postgres = TestApi.open(TestPostgres.open(folder), URL)) {
            Random random = new Random(11);
            for (int from = 0; from < entries.size(); ) {
                int to = Math.min(entries.size(), from + 1 + random.nextInt(100));
                sqlite.receive(entries.subList(from, to));
                postgres.receive(entries.subList(from, to));
                from = to;
            }
            List.of("Messages", "Calls", "Recordings", "Transcriptions", "Conferences", "Notifications")
                    .forEach(list -> pages(
                            path("/" + list + ".json?PageSize=13"), list.toLowerCase(Locale.ROOT), sqlite, postgres));
            pages(path("/Conferences.json?Status=any&PageSize=13"), "conferences", sqlite, postgres);
            pages("/v1/Alerts?PageSize=5", "alerts", sqlite, postgres);
            List.of(
                            path("/Messages.json?To=%2B14155550100"),
                            path("/Messages.json?Status=delivered&Order=asc&PageSize=9"),
                            path("/Messages.json?From=%2B14155550101&Status=sent"),
                            path("/Messages.json?To=%00"),
                            path("/Messages.json?ErrorCode=30003&Status=undelivered"),
                            path("/Messages.json?DateSent%3E=2026-01-01&To=%2B14155550101"),
                            path("/Messages.json?Tag.order=1"),
                            path("/Calls.json?Status=completed"),
                            path("/Calls.json?StartTime%3E=2020-01-01&PageSize=9"),
                            path("/Calls.json?EndTime%3C=2030-01-01&Status=busy"),
                            path("/Conferences.json?Status=completed"),
                            path("/Messages.csv"),
                            path("/Calls.xml"),
                            path("/Messages/SM00000000000000000000000000000000.json"),
                            "/v1/Alerts?LogLevel=error",
                            "/ringback/v1/events?PageSize=1000",
                            "/ringback/v1/events?Kind=message-status&To=%2B14155550100",
                            "/ringback/v1/events?Kind=unknown",
                            "/ringback/v1/events?Since=2020-01-01&Before=2099-01-01&PageSize=20&BeforeId=200",
                            "/ringback/v1/quarantine")
                    .forEach(address -> same(address, sqlite, postgres));
        }
        assertThat(asked).hasSizeGreaterThan(200);
    }

    /** All pages of a list, each resource alone, what lies below it, and its timeline. */
    private void pages(String first, String list, TestApi sqlite, TestApi postgres) {
        String next = first;
        while (next != null) {
            JsonNode page = json(same(next, sqlite, postgres));
            for (String sid : page.path(list).findValuesAsText("sid")) {
                same("/ringback/v1/timeline/" + sid, sqlite, postgres);
                if (next.startsWith("/v1/")) {
                    same("/v1/Alerts/" + sid, sqlite, postgres);
                }
            }
            for (String uri : uris(page, list)) {
                same(uri, sqlite, postgres);
            }
            String meta = page.path("meta").path("next_page_url").textValue();
            next = meta == null ? page.path("next_page_uri").textValue() : meta.replace(URL, "");
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> uris(JsonNode page, String list) {
        List<String> uris = new ArrayList<>();
        List<String> own = new ArrayList<>();
        page.path(list).forEach(resource -> own.add(resource.path("uri").textValue()));
        own.stream().filter(uri -> uri != null).forEach(uri -> {
            uris.add(uri);
            uris.add(uri.replace(".json", ".xml"));
            String resource = uri.replace(".json", "");
            if (list.equals("messages")) {
                uris.add(resource + "/Media.json");
            } else if (list.equals("calls")) {
                uris.addAll(List.of(
                        resource + "/Events.json", resource + "/Recordings.json", resource + "/Notifications.json"));
            } else if (list.equals("conferences")) {
                uris.addAll(List.of(resource + "/Participants.json", resource + "/Recordings.json"));
            }
        });
        return uris;
    }

    private HttpResponse<String> same(String address, TestApi sqlite, TestApi postgres) {
        asked.add(address);
        HttpResponse<String> one = ask(address, sqlite);
        HttpResponse<String> other = ask(address, postgres);
        assertThat(other.body()).as(address).isEqualTo(one.body());
        assertThat(other.statusCode()).as(address).isEqualTo(one.statusCode()).isLessThan(500);
        assertThat(headers(other)).as(address).isEqualTo(headers(one));
        return one;
    }

    private HttpResponse<String> ask(String address, TestApi api) {
        String credentials = TestCallbacks.ACCOUNT_SID + ":" + TestCallbacks.AUTH_TOKEN;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + address))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.keySet().removeAll(DIFFERENT_EACH_TIME);
        return headers;
    }
}
