package dev.ringback.query;

import dev.ringback.model.Event;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.Address;
import dev.ringback.twilio.callback.EventReading;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Matches events by who sent and who received what they are about, in whichever spelling of parameters and of addresses.
 *
 * @param from null for anybody
 * @param to null for anybody
 */
record AddressFilter(@Nullable Address from, @Nullable Address to) implements Predicate<Event> {
    private static final Set<String> FROM = names("From", "Caller");
    private static final Set<String> TO = names("To", "Called");

    private static final int FEW = 4;
    private static final Pattern DIGITS_AT_THE_END = Pattern.compile("[0-9]{" + FEW + "}$");

    @Override
    public boolean test(Event event) {
        if (from == null && to == null) {
            return true; // reading it would be work for nothing
        }
        Parameters parameters = EventReading.of(event).parameters();
        return (from == null || names(parameters, FROM, from)) && (to == null || names(parameters, TO, to));
    }

    /** Digits that an event has to write in order to match, by which most need not be read: the last of each address that ends in some. */
    Set<String> digits() {
        return Stream.of(Optional.ofNullable(from), Optional.ofNullable(to))
                .flatMap(Optional::stream)
                .map(Address::canonical)
                .filter(address -> DIGITS_AT_THE_END.matcher(address).find())
                .map(address -> address.substring(address.length() - FEW))
                .collect(Collectors.toSet());
    }

    private static boolean names(Parameters parameters, Set<String> names, Address address) {
        return parameters.stream()
                .anyMatch(parameter -> names.contains(parameter.name())
                        && Address.of(parameter.value()).equals(address));
    }

    /** Link clicks write them in lower case. */
    private static Set<String> names(String... names) {
        Set<String> anyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.addAll(Set.of(names));
        return anyCase;
    }
}
