package dev.ringback.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts of the settings. Immutable. */
public final class Accounts {
    private final Map<String, Account> bySid = new LinkedHashMap<>();

    public Accounts(Collection<Account> accounts) {
        accounts.forEach(account -> bySid.put(account.sid(), account));
    }

    public Collection<Account> all() {
        return bySid.values();
    }

    public Optional<Account> find(@Nullable String accountSid) {
        return Optional.ofNullable(bySid.get(accountSid));
    }

    /** Whether {@code reader}'s credentials open {@code accountSid}: its own, and the subaccounts that name it as parent. */
    public boolean mayRead(Account reader, String accountSid) {
        Account account = bySid.get(accountSid);
        return account != null
                && (account.sid().equals(reader.sid()) || reader.sid().equals(account.parent()));
    }

    /** The SIDs that {@code reader}'s credentials open, its own first. */
    public List<String> readableBy(Account reader) {
        return bySid.keySet().stream()
                .filter(sid -> mayRead(reader, sid))
                .sorted((a, b) -> Boolean.compare(b.equals(reader.sid()), a.equals(reader.sid())))
                .toList();
    }
}
