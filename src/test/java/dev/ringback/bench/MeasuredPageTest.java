package dev.ringback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredPageTest {
    private static final List<String> ORDER = List.of("ingest", "live", "pages");

    @TempDir
    Path folder;

    @Test
    void aPartThatIsMeasuredAgainReplacesItsOwnSectionAlone() throws IOException {
        MeasuredPage page = new MeasuredPage(folder.resolve("bench.md"), ORDER);
        page.put("ingest", List.of("| durable ingest | 1 |"));
        page.put("live", List.of("| waiting | 2 |", "", "| figure | 3 |"));

        page.put("ingest", List.of("| durable ingest | 4 |"));

        assertThat(Files.readString(folder.resolve("bench.md")))
                .startsWith("# What scripts/bench measured\n")
                .endsWith("""

                        ## ingest

                        | durable ingest | 4 |

                        ## live

                        | waiting | 2 |

                        | figure | 3 |
                        """);
    }

    @Test
    void partsStandInTheirOrderAndWhateverElseWasWrittenBelowThem() throws IOException {
        Path file = Files.writeString(folder.resolve("bench.md"), "# Old\n\n## By hand\n\nkept\n\n## pages\n\nfast\n");

        new MeasuredPage(file, ORDER).put("ingest", List.of("much"));

        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.startsWith("## "))
                .containsExactly("## ingest", "## pages", "## By hand");
        assertThat(Files.readString(file)).contains("kept").contains("fast");
    }
}
