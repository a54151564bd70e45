package dev.ringback.web.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.model.JobState;
import dev.ringback.web.TestApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API door says what the routes declare. {@code scripts/conformance} has a validator look at it. */
class OpenApiTest {
    @TempDir
    Path folder;

    private TestApi api;
    private JsonNode document;

    @BeforeEach
    void fetch() throws IOException {
        api = TestApi.open(folder);
        document =
                new ObjectMapper().readTree(api.anonymous().get("/openapi.json").asByteArray());
    }

    @AfterEach
    void closeDoor() {
        api.close();
    }

    @Test
    void everyRouteOfRingbacksOwnIsThereWithItsRoleAndItsParameters() {
        for (Route route : api.routes().routes()) {
            if (route.method().name().equals("HEAD") || !route.path().startsWith("/ringback/")) {
                continue;
            }
            JsonNode operation = document.path("paths")
                    .path(route.path())
                    .path(route.method().name().toLowerCase(java.util.Locale.ROOT));
            assertThat(operation.path("summary").asText())
                    .isEqualTo(route.operation().answers());
            assertThat(names(operation))
                    .containsAll(route.operation().query().stream()
                            .map(QueryParameter::name)
                            .toList());
            if (route.access().least() != null) {
                assertThat(operation.at("/security/0/basic/0").asText())
                        .isEqualTo(route.access().text());
            }
        }
    }

    @Test
    void twiliosAddressesAreThereInJsonAlone() {
        Set<String> paths = new TreeSet<>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);

        assertThat(paths)
                .contains("/2010-04-01/Accounts/{AccountSid}/Messages.json", "/v1/Alerts", "/health", "/openapi.json")
                .noneMatch(path -> path.endsWith(".xml") || path.endsWith(".csv") || path.endsWith("*"));
        assertThat(names(document.path("paths")
                        .path("/2010-04-01/Accounts/{AccountSid}/Messages.json")
                        .path("get")))
                .contains("AccountSid", "To", "DateSent", "DateSent<", "DateSent>", "PageSize", "PageToken");
    }

    @Test
    void writesAtTwiliosAddressesAreThereAndSayWhatTheyNeed() {
        JsonNode create = document.path("paths")
                .path("/2010-04-01/Accounts/{AccountSid}/Messages.json")
                .path("post");
        assertThat(create.path("description").asText())
                .isEqualTo("Needs the role writer. Passed on to Twilio with `upstream.writes`; 405 without.");
        assertThat(document.path("paths")
                        .path("/ringback/v1/jobs")
                        .path("post")
                        .path("description")
                        .asText())
                .isEqualTo("Needs the role operator.");
    }

    @Test
    void refusalsWith409AreThere() {
        for (String path :
                Set.of("/ringback/v1/jobs", "/ringback/v1/jobs/{id}/resume", "/ringback/v1/deliveries/{id}/replay")) {
            assertThat(refusal(path)).isEqualTo("#/components/schemas/Error");
        }
        assertThat(refusal("/ringback/v1/reload")).isEqualTo("#/components/schemas/ReloadProblems");
    }

    private String refusal(String path) {
        return document.path("paths")
                .path(path)
                .at("/post/responses/409/content/application~1json/schema/$ref")
                .asText();
    }

    @Test
    void theStatesOfJobsAreThere() {
        assertThat(document.at("/components/schemas/Job/properties/state/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Stream.of(JobState.values()).map(JobState::text).toList());
        assertThat(document.at("/components/schemas/Job/properties/cancel_requested/description")
                        .asText())
                .contains("`ending`");
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
        Set<String> references = new TreeSet<>();
        collect(document, references);
        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .isFalse());

        Set<String> schemas = new TreeSet<>();
        document.at("/components/schemas").fieldNames().forEachRemaining(schemas::add);
        assertThat(references.stream()
                        .filter(reference -> reference.startsWith("#/components/schemas/"))
                        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1)))
                .containsExactlyInAnyOrderElementsOf(schemas);
    }

    /** A name that is misspelled in a declaration would stand nowhere else. */
    @Test
    void everyParameterIsOneThatTheCodeReads() throws IOException {
        String code = code(Path.of("src/main/java/dev/ringback/query"))
                + code(Path.of("src/main/java/dev/ringback/twilio/rest"))
                + code(Path.of("src/main/java/dev/ringback/web/handler"))
                + code(Path.of("src/main/java/dev/ringback/web/live"))
                + code(Path.of("src/main/java/dev/ringback/web/media"));
        Set<String> names = api.routes().routes().stream()
                .flatMap(route -> route.operation().query().stream())
                .map(parameter -> parameter.name().replaceFirst("[<>]$|<name>$", ""))
                .collect(Collectors.toSet());

        assertThat(names).allSatisfy(name -> assertThat(code).contains('"' + name + '"'));
    }

    @Test
    void theListsOfRingbackHaveTheMembersThatAreDescribed() throws IOException {
        Map<String, String> lists = Map.of(
                "/ringback/v1/events", "EventList",
                "/ringback/v1/quarantine", "QuarantineList");
        for (Map.Entry<String, String> list : lists.entrySet()) {
            JsonNode answer =
                    new ObjectMapper().readTree(api.asOwner().get(list.getKey()).asByteArray());
            assertThat(answer.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(
                            () -> document.at("/components/schemas/" + list.getValue() + "/properties")
                                    .fieldNames());
        }
    }

    private static Set<String> names(JsonNode operation) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static void collect(JsonNode node, Set<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(child -> collect(child, references));
    }

    private static String code(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder code = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                code.append(Files.readString(file, StandardCharsets.UTF_8));
            }
            return code.toString();
        }
    }
}
