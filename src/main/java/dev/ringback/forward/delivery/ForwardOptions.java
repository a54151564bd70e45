package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.rule.Rules;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is sent to whom.
 *
 * @param allowPrivate hosts with private addresses to which requests may go
 */
public record ForwardOptions(
        Rules rules,
        List<Inhibition> inhibitions,
        List<ReceiverSettings> receivers,
        List<EventTarget> targets,
        List<String> allowPrivate) {
    /** Nothing to nobody. */
    public static final ForwardOptions NONE =
            new ForwardOptions(new Rules(List.of()), Inhibition.PRESETS, List.of(), List.of(), List.of());

    public ForwardOptions {
        inhibitions = List.copyOf(inhibitions);
        receivers = List.copyOf(receivers);
        targets = List.copyOf(targets);
        allowPrivate = List.copyOf(allowPrivate);
    }

    /** Whether there is anybody to send to. */
    public boolean isEmpty() {
        return receivers.isEmpty() && targets.isEmpty();
    }

    /** All receivers and targets, by their names. */
    List<String> names() {
        return Stream.concat(
                        receivers.stream().map(ReceiverSettings::name),
                        targets.stream().map(EventTarget::name))
                .toList();
    }
}
