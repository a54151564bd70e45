package dev.ringback.query;

import dev.ringback.model.Parameters;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import java.util.List;
import java.util.function.Predicate;

/** Refuses parameters that nobody reads: a filter whose name is misspelled would silently do nothing. */
public final class KnownParameters {
    /** More are not repeated to a client. */
    private static final int MAX_NAMED = 5;

    private KnownParameters() {}

    /**
     * Lets those pass that are known.
     *
     * @param known says which parameters there are, as {@code this address takes PageSize}
     * @throws TwilioException 400 that names those that are not
     */
    public static void check(Parameters given, Predicate<String> isKnown, String known) {
        List<String> unknown = given.stream()
                .map(Parameters.Parameter::name)
                .filter(isKnown.negate())
                .distinct()
                .limit(MAX_NAMED)
                .map(name -> "'" + TwilioException.shortened(name) + "'")
                .toList();
        if (!unknown.isEmpty()) {
            throw new TwilioException(
                    TwilioError.BAD_REQUEST,
                    (unknown.size() == 1 ? "Parameter " : "Parameters ")
                            + String.join(", ", unknown)
                            + (unknown.size() == 1 ? " is" : " are")
                            + " unknown: " + known);
        }
    }
}
