package dev.ringback.forward.receiver.alertmanager;

import dev.ringback.forward.receiver.ReceiverOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the credentials, if any are needed: Alertmanager itself knows Basic, and proxies before it often know Bearer.
 *
 * @param header of that name; empty for none
 * @param secret a password or token; empty for none
 */
record Authorization(String header, String secret) {

    static Authorization read(ReceiverOptions options) {
        Optional<String> username = options.text("username");
        Optional<String> password = options.secret("password");
        Optional<String> token = options.secret("token");
        if (username.isPresent() != password.isPresent()) {
            options.problem(
                    username.isPresent() ? "password" : "username",
                    "is missing: a username and a password belong together");
        }
        if (token.isPresent() && username.isPresent()) {
            options.problem("token", "must not stand beside a username");
        }
        return token.map(Authorization::bearer)
                .orElseGet(() ->
                        username.map(name -> basic(name, password.orElse(""))).orElse(new Authorization("", "")));
    }

    private static Authorization bearer(String token) {
        return new Authorization("Bearer " + token, token);
    }

    private static Authorization basic(String username, String password) {
        byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Authorization("Basic " + Base64.getEncoder().encodeToString(both), password);
    }

    Map<String, String> headers() {
        return header.isEmpty() ? Map.of() : Map.of("Authorization", header);
    }

    @Override
    public String toString() {
        return header.isEmpty() ? "none" : header.substring(0, header.indexOf(' '));
    }
}
