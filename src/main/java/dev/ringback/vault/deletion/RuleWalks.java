package dev.ringback.vault.deletion;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.VaultKind;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.TwilioRetention;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Walks for all rules and accounts. Used by one thread. */
final class RuleWalks {
    private final List<RuleWalk> walks;

    private RuleWalks(List<RuleWalk> walks) {
        this.walks = walks;
    }

    static RuleWalks of(
            TwilioRetention retention, Accounts accounts, ResourceStore resources, VaultLedger ledger, Clock clock) {
        Map<VaultKind, Duration> rules = new EnumMap<>(VaultKind.class);
        if (retention.messageBodies() != null) {
            rules.put(VaultKind.MESSAGE_BODY, retention.messageBodies());
        }
        if (retention.messages() != null) {
            rules.put(VaultKind.MESSAGE, retention.messages());
        }
        if (retention.calls() != null) {
            rules.put(VaultKind.CALL, retention.calls());
        }
        List<RuleWalk> walks = new ArrayList<>();
        for (Account account : accounts.all()) {
            rules.forEach((kind, keep) -> walks.add(new RuleWalk(account.sid(), kind, keep, resources, ledger, clock)));
        }
        return new RuleWalks(walks);
    }

    /** Does the next step of each. */
    void step() {
        walks.forEach(RuleWalk::step);
    }
}
