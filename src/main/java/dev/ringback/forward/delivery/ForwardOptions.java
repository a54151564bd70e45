package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.rule.Rules;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.outbound.PrivateNetworkGuard;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds the rules, receivers and targets of the settings.
 *
 * @param allowPrivate hosts with private addresses to which requests may go
 * @param outbound how requests leave
 * @param callbacks whether the callback URLs are called that creates have named, and that Ringback has adopted
 */
public record ForwardOptions(
        Rules rules,
        List<Inhibition> inhibitions,
        List<ReceiverSettings> receivers,
        List<EventTarget> targets,
        List<String> allowPrivate,
        OutboundOptions outbound,
        boolean callbacks) {
    /** The name under which deliveries to adopted callback URLs are kept, whichever URL it is. */
    public static final String CALLBACKS = "adopted-callbacks";

    /** Options without any receiver or target. */
    public static final ForwardOptions NONE =
            new ForwardOptions(new Rules(List.of()), Inhibition.PRESETS, List.of(), List.of(), List.of());

    public ForwardOptions {
        inhibitions = List.copyOf(inhibitions);
        receivers = List.copyOf(receivers);
        targets = List.copyOf(targets);
        allowPrivate = List.copyOf(allowPrivate);
    }

    /** Makes options by which requests leave directly. */
    public ForwardOptions(
            Rules rules,
            List<Inhibition> inhibitions,
            List<ReceiverSettings> receivers,
            List<EventTarget> targets,
            List<String> allowPrivate) {
        this(rules, inhibitions, receivers, targets, allowPrivate, OutboundOptions.DIRECT, false);
    }

    /** Returns these options with another way for requests to leave. */
    public ForwardOptions withOutbound(OutboundOptions other) {
        return new ForwardOptions(rules, inhibitions, receivers, targets, allowPrivate, other, callbacks);
    }

    /** Returns these options with or without calls to adopted callback URLs. */
    public ForwardOptions withCallbacks(boolean called) {
        return called == callbacks
                ? this
                : new ForwardOptions(rules, inhibitions, receivers, targets, allowPrivate, outbound, called);
    }

    /** Makes a client that sends to the receivers and targets, and to nobody whom the options do not allow. */
    public OutboundHttp openHttp() {
        return new OutboundHttp(new PrivateNetworkGuard(allowPrivate), OutboundHttp.DEFAULT_PATIENCE, outbound);
    }

    /** Tells whether there is nobody to send anything to. */
    public boolean isEmpty() {
        return receivers.isEmpty() && targets.isEmpty() && !callbacks;
    }

    /** Returns the names of all receivers and targets, and, where adopted callback URLs are called, theirs. */
    public List<String> names() {
        return Stream.of(
                        receivers.stream().map(ReceiverSettings::name),
                        targets.stream().map(EventTarget::name),
                        callbacks ? Stream.of(CALLBACKS) : Stream.<String>empty())
                .flatMap(names -> names)
                .toList();
    }
}
