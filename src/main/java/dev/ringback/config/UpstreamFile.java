package dev.ringback.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ringback.upstream.UpstreamOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code upstream} of {@code ringback.yaml}, and collects the problems.
 *
 * @param problems one sentence each, with line and field and no secret
 * @param parts show in what two readings differ
 */
record UpstreamFile(UpstreamOptions options, List<String> problems, Map<String, Fingerprint> parts) {
    static final String NAME = "upstream";

    /** Never calls Twilio. */
    static final UpstreamFile NONE = new UpstreamFile(UpstreamOptions.OFF, List.of(), Map.of());

    UpstreamFile {
        problems = List.copyOf(problems);
        parts = Map.copyOf(parts);
    }

    /** Reads a file. That it cannot be read, or is no YAML, is for whoever reads the accounts to say. */
    static UpstreamFile read(Path file) {
        try {
            // What is there twice is reported by ForwardFile, which reads the same file.
            return of(PlacedNode.read(Files.readString(file), new ArrayList<>()));
        } catch (JsonProcessingException notYaml) {
            return NONE;
        } catch (IOException unreadable) {
            return NONE;
        }
    }

    private static UpstreamFile of(Optional<PlacedNode> root) {
        Optional<PlacedNode> node = root.flatMap(found -> found.field(NAME));
        if (node.isEmpty()) {
            return NONE;
        }
        List<String> problems = new ArrayList<>();
        UpstreamOptions options = new UpstreamNode(node.get(), problems).read();
        return new UpstreamFile(options, problems, Map.of(NAME, node.get().fingerprint()));
    }
}
