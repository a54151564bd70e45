package dev.ringback.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Account;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.signature.SignatureSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an account of the file. Everything wrong with it is added to the problems, under its place in the file. */
final class AccountNode {
    private static final Set<String> KEYS =
            Set.of("sid", "auth_tokens", "auth_token_file", "parent", "signing_keys", "api_keys");

    private final JsonNode node;
    private final String place;
    private final Path file;
    private final List<String> problems;

    AccountNode(JsonNode node, String place, Path file, List<String> problems) {
        this.node = node;
        this.place = place;
        this.file = file;
        this.problems = problems;
    }

    static void unknownKeys(JsonNode node, Set<String> known, String place, List<String> problems) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                problems.add((place.isEmpty() ? "" : place + ".") + name + " is not a setting");
            }
        }
    }

    /** Reads the account; empty if too much is wrong with it. */
    Optional<Account> read() {
        if (!node.isObject()) {
            problems.add(place + " must have a sid and auth_tokens");
            return Optional.empty();
        }
        unknownKeys(node, KEYS, place, problems);
        String sid = accountSid("sid");
        if (sid == null && !node.hasNonNull("sid")) {
            problems.add(place + ".sid is missing");
        }
        List<String> tokens = authTokens();
        String parent = accountSid("parent");
        List<SigningKey> signingKeys = signingKeys();
        Map<String, String> apiKeys = apiKeys();
        return sid == null || tokens.isEmpty()
                ? Optional.empty()
                : Optional.of(new Account(sid, tokens, parent, signingKeys, apiKeys));
    }

    private @Nullable String accountSid(String name) {
        if (!node.hasNonNull(name)) {
            return null;
        }
        String sid = node.get(name).asText();
        if (!Sid.isSid(sid, "AC")) {
            problem(name, "must be AC and 32 hexadecimal digits");
            return null;
        }
        return sid;
    }

    private List<String> authTokens() {
        List<String> tokens = new ArrayList<>();
        JsonNode list = node.path("auth_tokens");
        if (!list.isMissingNode() && !list.isArray()) {
            problem("auth_tokens", "must be a list");
        }
        for (JsonNode token : list) {
            if (!token.isValueNode() || token.asText().isBlank()) {
                problem("auth_tokens", "holds an empty token");
            } else {
                tokens.add(token.asText());
            }
        }
        if (node.hasNonNull("auth_token_file")) {
            secretFile("auth_token_file").ifPresent(tokens::add);
        } else if (tokens.isEmpty()) {
            problem("auth_tokens", "is missing: without a token nothing can be proved");
        }
        return tokens;
    }

    /** Relative to the file that names it. */
    private Optional<String> secretFile(String name) {
        Path path = file.toAbsolutePath().resolveSibling(node.get(name).asText());
        try {
            String secret = Files.readString(path).strip();
            if (!secret.isEmpty()) {
                return Optional.of(secret);
            }
            problem(name, "names an empty file");
        } catch (IOException unreadable) {
            problem(name, "names a file that cannot be read");
        }
        return Optional.empty();
    }

    private List<SigningKey> signingKeys() {
        List<SigningKey> keys = new ArrayList<>();
        JsonNode list = node.path("signing_keys");
        for (int i = 0; i < list.size(); i++) {
            JsonNode key = list.path(i);
            String name = "signing_keys[" + i + "]";
            unknownKeys(key, Set.of("id", "key", "algorithm"), place + "." + name, problems);
            Optional<SignatureAlgorithm> algorithm =
                    SignatureAlgorithm.named(key.path("algorithm").asText());
            if (algorithm.isEmpty()) {
                problem(name + ".algorithm", "must be HmacSHA1, HmacSHA256 or HmacSHA512");
            } else if (key.path("key").asText().isBlank()) {
                problem(name + ".key", "is missing");
            } else if (key.hasNonNull("id") && !isKeyId(key.get("id"))) {
                problem(name + ".id", "must be the id of the shared key at Twilio: letters, digits, - and _");
            } else {
                String id = key.hasNonNull("id") ? key.get("id").asText() : null;
                if (id != null && keys.stream().anyMatch(other -> id.equals(other.id()))) {
                    problem(name + ".id", "is the same as of another key");
                }
                keys.add(new SigningKey(id, key.path("key").asText(), algorithm.get()));
            }
        }
        return keys;
    }

    private static boolean isKeyId(JsonNode id) {
        return id.isValueNode() && SignatureSettings.isKeyId(id.asText());
    }

    private Map<String, String> apiKeys() {
        Map<String, String> apiKeys = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path("api_keys").properties()) {
            String sid = entry.getKey();
            String secret = entry.getValue().asText();
            if (!Sid.isSid(sid, "SK")) {
                problem("api_keys", "must map SK and 32 hexadecimal digits to a secret");
            } else if (secret.isBlank()) {
                problem("api_keys." + sid, "has no secret");
            } else {
                apiKeys.put(sid, secret);
            }
        }
        return apiKeys;
    }

    private void problem(String name, String what) {
        problems.add(place + "." + name + " " + what);
    }
}
