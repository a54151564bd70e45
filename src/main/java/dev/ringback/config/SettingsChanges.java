package dev.ringback.config;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells in which settings two readings differ: by name, and without values, which may be secrets.
 *
 * @param live what takes effect while a server runs, such as {@code receiver team was added}
 * @param restart variables whose new value takes effect at the next start
 */
public record SettingsChanges(List<String> live, List<String> restart) {
    private static final String CHANGED = " has changed";

    public SettingsChanges {
        live = List.copyOf(live);
        restart = List.copyOf(restart);
    }

    /** Compares two readings. */
    public static SettingsChanges between(Settings before, Settings after) {
        List<String> live = new ArrayList<>(changes(accounts(before.accounts()), accounts(after.accounts())));
        live.addAll(changes(before.prints().parts(), after.prints().parts()));
        if (live.stream().anyMatch(change -> !change.startsWith(ForwardFile.ORDER) && !change.endsWith(CHANGED))) {
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

    private static <T> List<String> changes(Map<String, T> before, Map<String, T> after) {
        List<String> changes = new ArrayList<>();
        for (String name : union(before, after)) {
            T old = before.get(name);
            T now = after.get(name);
            if (old == null) {
                changes.add(name + " was added");
            } else if (now == null) {
                changes.add(name + " was removed");
            } else if (!old.equals(now)) {
                changes.add(name + CHANGED);
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
