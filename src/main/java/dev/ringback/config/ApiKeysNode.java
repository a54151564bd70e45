package dev.ringback.config;

import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import dev.ringback.twilio.Sid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the API keys of an account: each is a secret, or a mapping of a secret and a role. Everything wrong with them is added to the
 * problems, under its place in the file.
 */
final class ApiKeysNode {
    static final Set<String> KEYS = Set.of("secret", "secret_file", "role");

    /** The role of a key in the short form: it may do what every API key could do before there were roles. */
    static final Role ROLE_OF_SHORT_FORM = Role.OPERATOR;

    private static final String ROLES =
            Stream.of(Role.values()).map(Role::value).collect(Collectors.joining(", "));

    private final PlacedNode node;
    private final String place;
    private final SecretFiles secretFiles;
    private final List<String> problems;

    /** @param place of the mapping, as {@code accounts[0].api_keys} */
    ApiKeysNode(PlacedNode node, String place, SecretFiles secretFiles, List<String> problems) {
        this.node = node;
        this.place = place;
        this.secretFiles = secretFiles;
        this.problems = problems;
    }

    /** Reads the keys that are right. */
    Map<String, ApiKey> read() {
        Map<String, ApiKey> keys = new LinkedHashMap<>();
        for (String sid : node.names()) {
            if (!Sid.isSid(sid, "SK")) {
                problems.add(place + " must map SK and 32 hexadecimal digits to a secret");
            } else {
                read(sid, place + "." + sid).ifPresent(key -> keys.put(sid, key));
            }
        }
        return keys;
    }

    private Optional<ApiKey> read(String sid, String keyPlace) {
        Optional<PlacedNode> key = node.field(sid);
        if (key.isPresent() && key.get().isMapping()) {
            return readMapping(key.get(), keyPlace);
        }
        String secret = key.map(PlacedNode::plainText).orElse("");
        if (secret.isBlank()) {
            problems.add(keyPlace + " has no secret");
            return Optional.empty();
        }
        return Optional.of(new ApiKey(secret, ROLE_OF_SHORT_FORM));
    }

    private Optional<ApiKey> readMapping(PlacedNode key, String keyPlace) {
        key.refuseOthers(KEYS, keyPlace, problems);
        Optional<String> secret = secret(key, keyPlace);
        Optional<Role> role =
                Role.of(key.field("role").map(PlacedNode::plainText).orElse(""));
        if (role.isEmpty()) {
            problems.add(keyPlace + ".role " + (key.has("role") ? "must be" : "is missing:") + " one of " + ROLES);
        }
        return secret.isEmpty() || role.isEmpty()
                ? Optional.empty()
                : Optional.of(new ApiKey(secret.get(), role.get()));
    }

    private Optional<String> secret(PlacedNode key, String keyPlace) {
        if (key.has("secret") && key.has("secret_file")) {
            problems.add(keyPlace + " has secret and secret_file: only one of them can count");
            return Optional.empty();
        }
        if (key.has("secret_file")) {
            return secretFiles.read(
                    keyPlace + ".secret_file",
                    key.field("secret_file").map(PlacedNode::plainText).orElse(""));
        }
        Optional<String> secret = key.field("secret").map(PlacedNode::plainText).filter(text -> !text.isBlank());
        if (secret.isEmpty()) {
            problems.add(key.has("secret") ? keyPlace + ".secret is empty" : keyPlace + " needs secret or secret_file");
        }
        return secret;
    }
}
