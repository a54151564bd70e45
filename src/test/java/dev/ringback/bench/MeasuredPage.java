package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page of what was measured: a section for each part, so that a part can be measured again without the others. */
final class MeasuredPage {
    private static final String HEADING = "## ";
    private static final List<String> BEGINNING = List.of(
            "# What scripts/bench measured",
            "",
            "Each part under the circumstances that its section tells: compare within a section.");

    private final Path file;
    private final List<String> order;

    /** @param order of the parts; other sections stay below them */
    MeasuredPage(Path file, List<String> order) {
        this.file = file;
        this.order = order;
    }

    /** Writes the section of a part anew, and leaves all others as they are. */
    void put(String part, List<String> lines) {
        try {
            Map<String, List<String>> sections = sections();
            sections.put(part, lines);
            Set<String> ordered = new LinkedHashSet<>(order);
            ordered.retainAll(sections.keySet());
            ordered.addAll(sections.keySet());
            List<String> page = new ArrayList<>(BEGINNING);
            for (String name : ordered) {
                page.addAll(List.of("", HEADING + name, ""));
                page.addAll(sections.getOrDefault(name, List.of()));
            }
            Files.write(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<String>> sections() throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            if (line.startsWith(HEADING)) {
                section = new ArrayList<>();
                sections.put(line.substring(HEADING.length()), section);
            } else {
                section.add(line);
            }
        }
        sections.replaceAll((name, lines) -> withoutEmptyEnds(lines));
        return sections;
    }

    private static List<String> withoutEmptyEnds(List<String> lines) {
        int begin = 0;
        int end = lines.size();
        while (begin < end && lines.get(begin).isBlank()) {
            begin++;
        }
        while (begin < end && lines.get(end - 1).isBlank()) {
            end--;
        }
        return lines.subList(begin, end);
    }
}
