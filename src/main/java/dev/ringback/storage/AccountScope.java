package dev.ringback.storage;

import java.util.Collection;
import java.util.List;

/**
 * The accounts whose events or quarantined requests are meant.
 *
 * @param everything any account, also one that the settings do not have
 * @param accountSids otherwise only these
 */
public record AccountScope(boolean everything, List<String> accountSids) {
    public AccountScope {
        accountSids = List.copyOf(accountSids);
    }

    public static AccountScope all() {
        return new AccountScope(true, List.of());
    }

    public static AccountScope of(Collection<String> accountSids) {
        return new AccountScope(false, List.copyOf(accountSids));
    }
}
