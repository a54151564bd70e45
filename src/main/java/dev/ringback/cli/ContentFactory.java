package dev.ringback.cli;

import dev.ringback.outbound.OutboundOptions;
import dev.ringback.storage.ResourceStore;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.list.ListReadThrough;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.VaultOptions;

/** Opens what asks Twilio for content, for a command without a server. Safe for use by many threads. */
@FunctionalInterface
public interface ContentFactory {
    /**
     * Asks nothing yet. Whoever calls this closes the result.
     *
     * @param upstream calls Twilio; stays open
     * @param sink stores what is gone
     * @param lists stores what is listed
     */
    TwilioContent open(
            Upstream upstream,
            VaultOptions options,
            OutboundOptions outbound,
            AnswerSink sink,
            ListReadThrough lists,
            ResourceStore resources);
}
