package dev.ringback.live;

import dev.ringback.model.Alert;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Message;
import dev.ringback.model.Parameters;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.storage.EventPosition;
import dev.ringback.twilio.Address;
import dev.ringback.twilio.callback.EventReading;
import dev.ringback.twilio.callback.Projector;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds an event with what streams ask of it, which is worked out once for all of them, when it is asked for first. Used by one thread. */
final class Change {
    private static final Set<String> TO = names("To", "Called");
    private static final Set<String> FROM = names("From", "Caller");

    /** Callers choose the URL by which they reach the server; what is written for each of them must not pile up. */
    private static final int MOST_WRITTEN = 3;

    private final EventPosition position;
    private final LoggedEvent logged;
    private final Map<String, byte[]> written = new HashMap<>();
    private @Nullable EventReading reading;
    private @Nullable Set<Address> to;
    private @Nullable Set<Address> from;
    private @Nullable Set<String> errorCodes;
    private @Nullable Set<String> sids;

    /** @param position behind the event */
    Change(EventPosition position, LoggedEvent logged) {
        this.position = position;
        this.logged = logged;
    }

    EventPosition position() {
        return position;
    }

    LoggedEvent logged() {
        return logged;
    }

    EventReading reading() {
        EventReading known = reading;
        if (known == null) {
            known = EventReading.of(logged.event());
            reading = known;
        }
        return known;
    }

    /** Returns the status that the event tells, in lower case; empty where it tells none. */
    Optional<String> status() {
        return Optional.ofNullable(reading().progress())
                .map(Progress::status)
                .map(text -> text.toLowerCase(Locale.ROOT));
    }

    Set<Address> to() {
        Set<Address> known = to;
        if (known == null) {
            known = addresses(TO);
            to = known;
        }
        return known;
    }

    Set<Address> from() {
        Set<Address> known = from;
        if (known == null) {
            known = addresses(FROM);
            from = known;
        }
        return known;
    }

    private Set<Address> addresses(Set<String> names) {
        return reading().parameters().stream()
                .filter(parameter -> names.contains(parameter.name()))
                .map(Parameters.Parameter::value)
                .map(Address::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the SID that the event is about, and all others that it names. */
    Set<String> sids() {
        Set<String> known = sids;
        if (known == null) {
            known = new TreeSet<>(Projector.references(logged.event()));
            known.add(logged.event().sid());
            sids = known;
        }
        return known;
    }

    Set<String> errorCodes() {
        Set<String> known = errorCodes;
        if (known == null) {
            known = Projector.replay(logged.event()).resources().stream()
                    .map(Change::errorCode)
                    .flatMap(Optional::stream)
                    .collect(Collectors.toUnmodifiableSet());
            errorCodes = known;
        }
        return known;
    }

    private static Optional<String> errorCode(Resource resource) {
        if (resource instanceof Message message) {
            return Optional.ofNullable(message.errorCode()).map(String::valueOf);
        }
        return resource instanceof Alert alert ? Optional.ofNullable(alert.errorCode()) : Optional.empty();
    }

    /** Returns the change as it is written for callers who reach the server by this URL. */
    byte[] written(String baseUrl, Function<Change, byte[]> writer) {
        byte[] known = written.get(baseUrl);
        if (known == null) {
            known = writer.apply(this);
            if (written.size() == MOST_WRITTEN) {
                written.clear();
            }
            written.put(baseUrl, known);
        }
        return known;
    }

    /** Link clicks write them in lower case. */
    private static Set<String> names(String... names) {
        Set<String> anyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.addAll(Set.of(names));
        return anyCase;
    }
}
