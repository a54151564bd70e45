package dev.ringback.config;

import dev.ringback.model.Account;
import dev.ringback.model.ApiKey;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.signature.SignatureSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an account of the file. Everything wrong with it is added to the problems, under its place in the file. */
final class AccountNode {
    static final Set<String> KEYS =
            Set.of("sid", "auth_tokens", "auth_token_file", "parent", "signing_keys", "api_keys");

    static final Set<String> SIGNING_KEY = Set.of("id", "key", "algorithm");

    private final PlacedNode node;
    private final String place;
    private final SecretFiles secretFiles;
    private final List<String> problems;

    AccountNode(PlacedNode node, String place, Path file, List<String> problems) {
        this.node = node;
        this.place = place;
        this.secretFiles = new SecretFiles(file, problems);
        this.problems = problems;
    }

    /** Reads the account; empty if too much is wrong with it. */
    Optional<Account> read() {
        if (!node.isMapping()) {
            problems.add(place + " must have a sid and auth_tokens");
            return Optional.empty();
        }
        node.refuseOthers(KEYS, place, problems);
        String sid = accountSid("sid");
        if (sid == null && node.field("sid").isEmpty()) {
            problems.add(place + ".sid is missing");
        }
        List<String> tokens = authTokens();
        String parent = accountSid("parent");
        List<SigningKey> signingKeys = signingKeys();
        Map<String, ApiKey> apiKeys = apiKeys();
        return sid == null || tokens.isEmpty()
                ? Optional.empty()
                : Optional.of(new Account(sid, tokens, parent, signingKeys, apiKeys));
    }

    private @Nullable String accountSid(String name) {
        Optional<PlacedNode> field = node.field(name);
        if (field.isEmpty()) {
            return null;
        }
        String sid = field.get().plainText();
        if (!Sid.isSid(sid, "AC")) {
            problem(name, "must be AC and 32 hexadecimal digits");
            return null;
        }
        return sid;
    }

    private List<String> authTokens() {
        List<String> tokens = new ArrayList<>();
        Optional<PlacedNode> list = node.field("auth_tokens");
        if (node.has("auth_tokens") && list.filter(PlacedNode::isList).isEmpty()) {
            problem("auth_tokens", "must be a list");
        }
        for (PlacedNode token : list.map(PlacedNode::items).orElse(List.of())) {
            if (token.plainText().isBlank()) {
                problem("auth_tokens", "holds an empty token");
            } else {
                tokens.add(token.plainText());
            }
        }
        Optional<PlacedNode> tokenFile = node.field("auth_token_file");
        if (tokenFile.isPresent()) {
            secretFiles
                    .read(place + ".auth_token_file", tokenFile.get().plainText())
                    .ifPresent(tokens::add);
        } else if (tokens.isEmpty()) {
            problem("auth_tokens", "is missing: without a token nothing can be proved");
        }
        return tokens;
    }

    private List<SigningKey> signingKeys() {
        List<SigningKey> keys = new ArrayList<>();
        List<PlacedNode> list =
                node.field("signing_keys").map(PlacedNode::items).orElse(List.of());
        if (node.field("signing_keys").filter(keysNode -> !keysNode.isList()).isPresent()) {
            problem("signing_keys", "must be a list");
        }
        for (int i = 0; i < list.size(); i++) {
            PlacedNode key = list.get(i);
            String name = "signing_keys[" + i + "]";
            key.refuseOthers(SIGNING_KEY, place + "." + name, problems);
            Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.named(text(key, "algorithm"));
            if (algorithm.isEmpty()) {
                problem(name + ".algorithm", "must be HmacSHA1, HmacSHA256 or HmacSHA512");
            } else if (text(key, "key").isBlank()) {
                problem(name + ".key", "is missing");
            } else if (key.field("id").filter(id -> !isKeyId(id)).isPresent()) {
                problem(name + ".id", "must be the id of the shared key at Twilio: letters, digits, - and _");
            } else {
                String id = key.field("id").map(PlacedNode::plainText).orElse(null);
                if (id != null && keys.stream().anyMatch(other -> id.equals(other.id()))) {
                    problem(name + ".id", "is the same as of another key");
                }
                keys.add(new SigningKey(id, text(key, "key"), algorithm.get()));
            }
        }
        return keys;
    }

    private static boolean isKeyId(PlacedNode id) {
        return id.isPlain() && SignatureSettings.isKeyId(id.plainText());
    }

    private static String text(PlacedNode mapping, String name) {
        return mapping.field(name).map(PlacedNode::plainText).orElse("");
    }

    private Map<String, ApiKey> apiKeys() {
        return node.field("api_keys")
                .map(keys -> new ApiKeysNode(keys, place + ".api_keys", secretFiles, problems).read())
                .orElse(Map.of());
    }

    private void problem(String name, String what) {
        problems.add(place + "." + name + " " + what);
    }
}
