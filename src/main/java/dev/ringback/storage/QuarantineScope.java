package dev.ringback.storage;

import java.util.Collection;
import java.util.List;

/**
 * Which of the quarantined requests are meant, by the account they name.
 *
 * @param everything whatever they name
 * @param accountSids otherwise only those that name one of these
 */
public record QuarantineScope(boolean everything, List<String> accountSids) {
    public QuarantineScope {
        accountSids = List.copyOf(accountSids);
    }

    public static QuarantineScope all() {
        return new QuarantineScope(true, List.of());
    }

    public static QuarantineScope of(Collection<String> accountSids) {
        return new QuarantineScope(false, List.copyOf(accountSids));
    }
}
