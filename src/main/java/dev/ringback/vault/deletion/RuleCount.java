package dev.ringback.vault.deletion;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import dev.ringback.model.VaultKind;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.UnknownAnchorException;
import java.time.Instant;
import java.util.List;

/** Counts what a rule would delete at Twilio, and changes nothing. Safe for use by many threads. */
public final class RuleCount {
    private static final int STEP = 500;

    private final ResourceStore resources;
    private final Accounts accounts;

    public RuleCount(ResourceStore resources, Accounts accounts) {
        this.resources = resources;
        this.accounts = accounts;
    }

    /**
     * Counts messages, texts of messages or calls that were made in a time and are final now.
     *
     * @param kind MESSAGE_BODY, MESSAGE or CALL
     */
    public long count(VaultKind kind, TimeRange range, Instant now) {
        long count = 0;
        for (Account account : accounts.all()) {
            count += count(account.sid(), kind, range, now);
        }
        return count;
    }

    private long count(String accountSid, VaultKind kind, TimeRange range, Instant now) {
        long count = 0;
        PageRequest next = PageRequest.first(STEP).in(PageRequest.Order.OLDEST_FIRST);
        while (true) {
            List<? extends Resource> page;
            try {
                page = resources
                        .list(accountSid, RuleFilter.of(kind, range), next)
                        .items();
            } catch (UnknownAnchorException deletedMeanwhile) {
                return count(accountSid, kind, range, now);
            }
            count += page.stream()
                    .filter(resource -> RuleFilter.isToDelete(kind, resource, now))
                    .count();
            if (page.size() < STEP) {
                return count;
            }
            next = next.after(RuleFilter.sid(page.get(page.size() - 1)));
        }
    }
}
