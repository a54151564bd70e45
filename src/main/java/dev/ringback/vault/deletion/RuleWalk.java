package dev.ringback.vault.deletion;

import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.UnknownAnchorException;
import dev.ringback.storage.VaultLedger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the mirror for messages or calls of an account that are old enough to be deleted at Twilio, and enters them into the ledger, a page at a time.
 * After it has come to the end, it begins anew a day later, since what is old may arrive late. Used by one thread.
 */
final class RuleWalk {
    private static final int STEP = 200;
    private static final Duration AGAIN = Duration.ofDays(1);

    private final String accountSid;
    private final VaultKind kind;
    private final Duration keep;
    private final ResourceStore resources;
    private final VaultLedger ledger;
    private final Clock clock;
    private PageRequest next = PageRequest.first(STEP).in(PageRequest.Order.OLDEST_FIRST);
    private @Nullable Instant pausesUntil;

    /** @param keep how long after its creation Twilio keeps it */
    RuleWalk(
            String accountSid,
            VaultKind kind,
            Duration keep,
            ResourceStore resources,
            VaultLedger ledger,
            Clock clock) {
        this.accountSid = accountSid;
        this.kind = kind;
        this.keep = keep;
        this.resources = resources;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Does the next step, where there is one now. */
    void step() {
        Instant now = clock.instant();
        if (pausesUntil != null && now.isBefore(pausesUntil)) {
            return;
        }
        pausesUntil = null;
        List<? extends Resource> page;
        try {
            page = resources
                    .list(accountSid, RuleFilter.of(kind, new TimeRange(null, now.minus(keep))), next)
                    .items();
        } catch (UnknownAnchorException deleted) {
            next = PageRequest.first(STEP).in(PageRequest.Order.OLDEST_FIRST);
            return;
        }
        ledger.add(page.stream()
                .filter(resource -> RuleFilter.isToDelete(kind, resource, now))
                .map(resource -> VaultObject.heard(
                        accountSid, kind, RuleFilter.sid(resource), VaultObject.NO_FORMAT, null, "", now))
                .toList());
        if (page.size() < STEP) {
            pausesUntil = now.plus(AGAIN);
            next = PageRequest.first(STEP).in(PageRequest.Order.OLDEST_FIRST);
        } else {
            next = next.after(RuleFilter.sid(page.get(page.size() - 1)));
        }
    }
}
