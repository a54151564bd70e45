package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules for Prometheus and the dashboard for Grafana ask for metrics that there are. */
class MonitoringFilesTest {
    private static final Path FOLDER = Path.of("scripts", "monitoring");
    private static final Pattern METRIC = Pattern.compile("\\bringback_[a-z0-9_]+");
    private static final Pattern SUFFIX = Pattern.compile("_(sum|count|max|bucket)$");

    @Test
    void rulesAskForMetricsThatAreDocumented() throws IOException {
        assertThat(documented()).containsAll(metrics(FOLDER.resolve("ringback.rules.yml")));
    }

    @Test
    void theDashboardAsksForMetricsThatAreDocumented() throws IOException {
        assertThat(documented()).containsAll(metrics(FOLDER.resolve("grafana.json")));
    }

    @Test
    void panelsOfTheDashboardHaveTheirOwnIdsAndDoNotOverlap() throws IOException {
        JsonNode panels = new ObjectMapper()
                .readTree(FOLDER.resolve("grafana.json").toFile())
                .path("panels");
        Set<Integer> ids = new TreeSet<>();
        Set<String> places = new TreeSet<>();
        for (JsonNode panel : panels) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            JsonNode grid = panel.path("gridPos");
            assertThat(places.add(grid.path("x") + "," + grid.path("y"))).isTrue();
            assertThat(grid.path("x").asInt() + grid.path("w").asInt()).isLessThanOrEqualTo(24);
            assertThat(panel.path("targets")).isNotEmpty();
        }
    }

    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(Files.readString(Path.of("src", "site", "markdown", "running.md")));
        while (matcher.find()) {
            names.add(SUFFIX.matcher(matcher.group()).replaceFirst(""));
        }
        return names;
    }

    private static Set<String> metrics(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(Files.readString(file));
        while (matcher.find()) {
            names.add(SUFFIX.matcher(matcher.group()).replaceFirst(""));
        }
        assertThat(names).isNotEmpty();
        return names;
    }
}
