package dev.ringback.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ringback.vault.VaultOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code vault} of {@code ringback.yaml}, and collects the problems.
 *
 * @param problems one sentence each, with line and field and no secret
 * @param parts show in what two readings differ
 */
record VaultFile(VaultOptions options, List<String> problems, Map<String, Fingerprint> parts) {
    static final String NAME = "vault";

    /** Has no vault. */
    static final VaultFile NONE = new VaultFile(VaultOptions.OFF, List.of(), Map.of());

    VaultFile {
        problems = List.copyOf(problems);
        parts = Map.copyOf(parts);
    }

    /** Reads a file. That it cannot be read, or is no YAML, is for whoever reads the accounts to say. */
    static VaultFile read(Path file) {
        List<String> problems = new ArrayList<>();
        try {
            Optional<PlacedNode> node =
                    PlacedNode.read(Files.readString(file), problems).flatMap(root -> root.field(NAME));
            // What is there twice is reported by ForwardFile, which reads the same file.
            problems.clear();
            return node.map(found -> of(found, file, problems)).orElse(NONE);
        } catch (JsonProcessingException notYaml) {
            return NONE;
        } catch (IOException unreadable) {
            return NONE;
        }
    }

    private static VaultFile of(PlacedNode node, Path file, List<String> problems) {
        VaultOptions options = new VaultNode(node, file).read();
        return new VaultFile(options, problems, Map.of(NAME, node.fingerprint()));
    }
}
