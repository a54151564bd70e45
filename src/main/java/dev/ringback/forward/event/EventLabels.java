package dev.ringback.forward.event;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.Occurrences;
import dev.ringback.model.Call;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Message;
import dev.ringback.model.Resource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Derives the labels of an event, which targets match. */
public final class EventLabels {
    private EventLabels() {}

    /**
     * Returns the labels of an event: its account, its kind as the log names it (such as {@code message-status}), its resource, and, of
     * messages and calls, the status it tells of; of what {@link Occurrences} finds in it, the labels of that too.
     *
     * @param resources what the event says of each resource it is about
     */
    public static Map<Label, String> of(LoggedEvent logged, List<Resource> resources) {
        Map<Label, String> labels = new EnumMap<>(Label.class);
        for (Occurrence occurrence : Occurrences.of(logged, resources)) {
            labels.putAll(occurrence.labels());
        }
        resources.forEach(resource -> labels.putAll(status(resource)));
        labels.put(Label.ACCOUNT, logged.event().accountSid());
        labels.put(Label.KIND, logged.event().kind().value());
        String kind = Occurrences.resource(logged.event().sid());
        if (kind != null) {
            labels.putIfAbsent(Label.RESOURCE, kind);
        }
        return labels;
    }

    private static Map<Label, String> status(Resource resource) {
        if (resource instanceof Message message) {
            return Map.of(Label.STATUS, message.progress().status());
        }
        return resource instanceof Call call
                ? Map.of(Label.STATUS, call.progress().status())
                : Map.of();
    }
}
