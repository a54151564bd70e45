package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.model.SystemEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names in few words what Ringback itself has to tell. */
final class SystemSubject {
    private static final int MAX_SUBJECT = 100;

    private static final Map<String, String> WORDS = Map.of(
            SystemEvent.STATUS_PAGE, "Twilio reports trouble",
            SystemEvent.UPSTREAM_REFUSED, "Twilio refuses the credentials",
            SystemEvent.UNKNOWN_CREATE, "Nobody knows whether Twilio has created something",
            SystemEvent.CALLBACK_KEPT, "Twilio calls a callback URL past Ringback",
            SystemEvent.VAULT_COPY, "The vault could not copy something",
            SystemEvent.VAULT_DAMAGED, "The vault's own copy is lost or changed",
            SystemEvent.VAULT_STORE, "The vault cannot be used",
            SystemEvent.VAULT_SPACE, "The vault's disk runs low");

    private SystemSubject() {}

    /** Returns the words for occurrences that are all of one kind, such as {@code Twilio reports trouble: SMS, major}; empty for others. */
    static Optional<String> of(List<Notice.Kind> kinds) {
        Optional<String> words = common(kinds, Label.KIND).map(WORDS::get);
        return words.map(text -> {
            String more = Stream.of(Label.COMPONENT, Label.IMPACT)
                    .flatMap(label -> common(kinds, label).stream())
                    .filter(value -> !value.isEmpty())
                    .collect(Collectors.joining(", "));
            return PlainText.line(more.isEmpty() ? text : text + ": " + more, MAX_SUBJECT);
        });
    }

    /** Tells whether the text of an occurrence is Ringback's own, and not Twilio's. */
    static boolean isRingbacks(Occurrence occurrence) {
        String kind = occurrence.label(Label.KIND);
        return WORDS.containsKey(kind) && !kind.equals(SystemEvent.STATUS_PAGE);
    }

    private static Optional<String> common(List<Notice.Kind> kinds, Label label) {
        Set<String> values = kinds.stream()
                .map(kind -> kind.labels().getOrDefault(label, ""))
                .collect(Collectors.toSet());
        return values.size() == 1 ? values.stream().findFirst() : Optional.empty();
    }
}
