package dev.ringback.live;

import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.storage.AccountScope;
import dev.ringback.twilio.Address;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which changes a stream tells: those that match every part. A part without values matches everything, else one of its values has to match.
 *
 * @param scope accounts whose changes may be told
 * @param sids that an event is about or names
 * @param statuses that an event tells, in lower case
 * @param to addresses of recipients, in any spelling
 * @param from addresses of senders
 * @param tags by their names
 */
public record ChangeFilter(
        AccountScope scope,
        Set<EventKind> kinds,
        Set<String> sids,
        Set<String> statuses,
        Set<Address> to,
        Set<Address> from,
        Set<String> errorCodes,
        Map<String, Set<String>> tags) {

    public ChangeFilter {
        kinds = Set.copyOf(kinds);
        sids = Set.copyOf(sids);
        statuses = Set.copyOf(statuses);
        to = Set.copyOf(to);
        from = Set.copyOf(from);
        errorCodes = Set.copyOf(errorCodes);
        tags = Map.copyOf(tags);
    }

    /** Gathers the values of tags by their names. */
    public static Map<String, Set<String>> byName(List<Parameter> tags) {
        return tags.stream()
                .collect(Collectors.groupingBy(
                        Parameter::name, Collectors.mapping(Parameter::value, Collectors.toUnmodifiableSet())));
    }

    /** Tells whether a change matches. What costs least is asked first. */
    boolean matches(Change change) {
        Event event = change.logged().event();
        return (scope.everything() || scope.accountSids().contains(event.accountSid()))
                && (sids.isEmpty() || sids.contains(event.sid()) || haveCommon(sids, change.sids()))
                && (kinds.isEmpty() || kinds.contains(change.reading().kind()))
                && (statuses.isEmpty()
                        || change.status().filter(statuses::contains).isPresent())
                && (to.isEmpty() || haveCommon(to, change.to()))
                && (from.isEmpty() || haveCommon(from, change.from()))
                && (errorCodes.isEmpty() || haveCommon(errorCodes, change.errorCodes()))
                && (tags.isEmpty() || hasTags(change));
    }

    /** Tells whether it asks for nothing but accounts and kinds, so that changes may be counted by these for all who do the same. */
    boolean isByAccountAndKindAlone() {
        return sids.isEmpty()
                && statuses.isEmpty()
                && to.isEmpty()
                && from.isEmpty()
                && errorCodes.isEmpty()
                && tags.isEmpty();
    }

    /** Tells whether changes of an account and a kind match, as far as these are asked for. */
    boolean matches(String accountSid, EventKind kind) {
        return (scope.everything() || scope.accountSids().contains(accountSid))
                && (kinds.isEmpty() || kinds.contains(kind));
    }

    private boolean hasTags(Change change) {
        return tags.entrySet().stream()
                .allMatch(wanted -> change.reading().tags().stream()
                        .anyMatch(tag -> tag.name().equals(wanted.getKey())
                                && wanted.getValue().contains(tag.value())));
    }

    private static <T> boolean haveCommon(Collection<T> some, Collection<T> others) {
        return !Collections.disjoint(some, others);
    }
}
