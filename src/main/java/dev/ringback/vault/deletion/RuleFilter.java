package dev.ringback.vault.deletion;

import dev.ringback.model.Call;
import dev.ringback.model.Message;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import dev.ringback.model.VaultKind;
import dev.ringback.storage.CallFilter;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.ResourceFilter;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Tells which messages and calls a rule deletes at Twilio by their age. Stateless. */
final class RuleFilter {
    private RuleFilter() {}

    /** Returns the filter for what was made in a time. */
    static ResourceFilter<? extends Resource> of(VaultKind kind, TimeRange range) {
        return kind == VaultKind.CALL
                ? new CallFilter(null, null, null, Set.of(), range, TimeRange.ALWAYS)
                : new MessageFilter(null, null, range, null, null, null, List.of());
    }

    static String sid(Resource resource) {
        return resource instanceof Message message ? message.sid() : ((Call) resource).sid();
    }

    /** Of a text that is gone already nothing is left to delete. */
    static boolean isToDelete(VaultKind kind, Resource resource, Instant now) {
        if (resource instanceof Message message) {
            boolean isFinal = FinalState.isReached(message, now);
            return isFinal && (kind == VaultKind.MESSAGE || !"".equals(message.body()));
        }
        return resource instanceof Call call && FinalState.isReached(call);
    }
}
