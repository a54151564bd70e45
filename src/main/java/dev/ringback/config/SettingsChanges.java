package dev.ringback.config;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells in which settings two readings differ: by name, and without values, which may be secrets.
 *
 * @param live what takes effect while a server runs, such as {@code receiver team was added} or {@code upstream has changed (writes)}
 * @param restart variables whose new value takes effect at the next start
 */
public record SettingsChanges(List<String> live, List<String> restart) {
    private static final String ADDED = " was added";
    private static final String REMOVED = " was removed";

    public SettingsChanges {
        live = List.copyOf(live);
        restart = List.copyOf(restart);
    }

    /** Compares two readings. */
    public static SettingsChanges between(Settings before, Settings after) {
        List<String> live = new ArrayList<>(
                changes(accounts(before.accounts()), accounts(after.accounts()), SettingsChanges::changedFields));
        live.addAll(changes(before.prints().parts(), after.prints().parts(), Fingerprint::changedFields));
        if (live.stream()
                .anyMatch(change -> !change.startsWith(ForwardFile.ORDER)
                        && (change.endsWith(ADDED) || change.endsWith(REMOVED)))) {
            // Who comes or goes moves the others too: that is no news beside it.
            live.removeIf(change -> change.startsWith(ForwardFile.ORDER));
        }
        List<String> restart = new ArrayList<>();
        Map<String, Fingerprint> old = before.prints().scalars();
        Map<String, Fingerprint> now = after.prints().scalars();
        for (String variable : union(old, now)) {
            if (!now.containsKey(variable) || !now.get(variable).equals(old.get(variable))) {
                restart.add(variable);
            }
        }
        return new SettingsChanges(live, restart);
    }

    private static Map<String, Account> accounts(Accounts accounts) {
        return accounts.all().stream()
                .collect(Collectors.toMap(account -> "account " + account.sid(), Function.identity()));
    }

    /** Names the fields of the file that are different. */
    private static List<String> changedFields(Account before, Account after) {
        List<String> names = new ArrayList<>();
        if (!before.authTokens().equals(after.authTokens())) {
            names.add("auth_tokens");
        }
        if (!Objects.equals(before.parent(), after.parent())) {
            names.add("parent");
        }
        if (!before.signingKeys().equals(after.signingKeys())) {
            names.add("signing_keys");
        }
        if (!before.apiKeys().equals(after.apiKeys())) {
            names.add("api_keys");
        }
        return names;
    }

    private static <T> List<String> changes(
            Map<String, T> before, Map<String, T> after, BiFunction<T, T, List<String>> changedFields) {
        List<String> changes = new ArrayList<>();
        for (String name : union(before, after)) {
            T old = before.get(name);
            T now = after.get(name);
            if (old == null) {
                changes.add(name + ADDED);
            } else if (now == null) {
                changes.add(name + REMOVED);
            } else if (!old.equals(now)) {
                List<String> fields = changedFields.apply(old, now);
                changes.add(name + " has changed" + (fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")"));
            }
        }
        return changes;
    }

    private static SortedSet<String> union(Map<String, ?> before, Map<String, ?> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }
}
