package dev.ringback.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The accounts of {@code ringback.yaml}, and what is wrong with them. */
final class AccountsFile {
    private final List<Account> accounts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> sids = new HashSet<>();

    private AccountsFile() {}

    static AccountsFile read(Path file) {
        AccountsFile result = new AccountsFile();
        try {
            // What is there twice is reported by ForwardFile, which reads the same file.
            PlacedNode.read(Files.readString(file), new ArrayList<>()).ifPresent(root -> result.read(root, file));
        } catch (JsonProcessingException notYaml) {
            // the parser's message would quote the line, and the line may hold a secret
            result.problems.add(file.getFileName() + " is no valid YAML at line "
                    + notYaml.getLocation().getLineNr());
        } catch (IOException unreadable) {
            result.problems.add(file.getFileName() + " cannot be read");
        }
        return result;
    }

    private void read(PlacedNode root, Path file) {
        root.refuseOthers(ForwardFile.TOP, "", problems);
        if (root.has("accounts")
                && root.field("accounts").filter(PlacedNode::isList).isEmpty()) {
            problems.add("accounts must be a list");
        }
        List<PlacedNode> list = root.field("accounts").map(PlacedNode::items).orElse(List.of());
        for (int i = 0; i < list.size(); i++) {
            AccountNode node = new AccountNode(list.get(i), "accounts[" + i + "]", file, problems);
            node.read().ifPresent(accounts::add);
            sids.add(list.get(i).field("sid").map(PlacedNode::plainText).orElse(""));
        }
        accounts.stream()
                .map(Account::sid)
                .filter(this::isTwice)
                .distinct()
                .forEach(sid -> problems.add("accounts names " + sid + " more than once"));
        Accounts all = new Accounts(accounts);
        accounts.stream()
                .filter(account -> isItsOwnAncestor(account, all))
                .forEach(account ->
                        problems.add("the parent of " + account.sid() + " is itself, or a subaccount of it"));
        accounts.stream()
                .flatMap(account -> account.apiKeys().keySet().stream())
                .collect(Collectors.groupingBy(key -> key, TreeMap::new, Collectors.counting()))
                .forEach((key, count) -> {
                    if (count > 1) {
                        problems.add("api_keys names " + key + " under more than one account");
                    }
                });
    }

    private static boolean isItsOwnAncestor(Account account, Accounts all) {
        String parent = account.parent();
        for (int generations = 0; parent != null && generations <= all.all().size(); generations++) {
            if (parent.equals(account.sid())) {
                return true;
            }
            parent = all.find(parent).map(Account::parent).orElse(null);
        }
        return false;
    }

    /** Every SID the file names, also of accounts that are otherwise broken. */
    Set<String> sids() {
        return sids;
    }

    private boolean isTwice(String sid) {
        return accounts.stream().filter(account -> account.sid().equals(sid)).count() > 1;
    }

    /** Returns the accounts that could be read. */
    List<Account> accounts() {
        return accounts;
    }

    /** Returns a sentence for each problem, with the place in the file and without secrets. */
    List<String> problems() {
        return problems;
    }
}
