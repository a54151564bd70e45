package dev.ringback.forward.delivery;

import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.outbound.OutboundHttp;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds a receiver of the settings.
 *
 * @param name different from that of every other receiver and target
 * @param kind as the settings call it, such as {@code slack}
 * @param opening makes the receiver
 * @param fallback the receiver that is told when this one cannot be reached; empty for any other
 */
public record ReceiverSettings(
        String name,
        String kind,
        Function<OutboundHttp, Receiver> opening,
        NoticeTemplates templates,
        Optional<String> fallback) {

    /** The name alone: the rest may hold secrets. */
    @Override
    public String toString() {
        return "ReceiverSettings[" + name + "]";
    }
}
