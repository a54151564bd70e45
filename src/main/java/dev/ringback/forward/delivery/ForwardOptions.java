package dev.ringback.forward.delivery;

import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.rule.Rules;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds the rules, receivers and targets of the settings.
 *
 * @param allowPrivate hosts with private addresses to which requests may go
 */
public record ForwardOptions(
        Rules rules,
        List<Inhibition> inhibitions,
        List<ReceiverSettings> receivers,
        List<EventTarget> targets,
        List<String> allowPrivate) {
    /** Options without any receiver or target. */
    public static final ForwardOptions NONE =
            new ForwardOptions(new Rules(List.of()), Inhibition.PRESETS, List.of(), List.of(), List.of());

    public ForwardOptions {
        inhibitions = List.copyOf(inhibitions);
        receivers = List.copyOf(receivers);
        targets = List.copyOf(targets);
        allowPrivate = List.copyOf(allowPrivate);
    }

    /** Tells whether there is no receiver and no target. */
    public boolean isEmpty() {
        return receivers.isEmpty() && targets.isEmpty();
    }

    /** Returns the names of all receivers and targets. */
    List<String> names() {
        return Stream.concat(
                        receivers.stream().map(ReceiverSettings::name),
                        targets.stream().map(EventTarget::name))
                .toList();
    }
}
