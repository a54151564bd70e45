package dev.ringback.web.media;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.LinkKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs links to content with the keys of its account, which no other kind of link uses: the first signs, all are accepted. Immutable. */
final class LinkKeys {
    private static final String PURPOSE = "ringback media link";

    private final Map<String, List<LinkKey>> keys = new HashMap<>();

    LinkKeys(Accounts accounts) {
        for (Account account : accounts.all()) {
            keys.put(
                    account.sid(),
                    account.authTokens().stream()
                            .map(token -> new LinkKey(token, PURPOSE))
                            .toList());
        }
    }

    /** @throws IllegalArgumentException for an account that the settings do not have */
    String sign(MediaLink link) {
        return Optional.ofNullable(keys.get(link.accountSid()))
                .orElseThrow(() -> new IllegalArgumentException("no account of the settings"))
                .get(0)
                .sign(link.texts());
    }

    boolean haveSigned(MediaLink.Signed signed) {
        return keys.getOrDefault(signed.link().accountSid(), List.of()).stream()
                .anyMatch(key -> key.hasSigned(signed.link().texts(), signed.signature()));
    }
}
