package dev.ringback.query;

import dev.ringback.model.Parameters;
import dev.ringback.twilio.Digits;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how long a caller wants to wait. Stateless. */
public final class WaitParameters {
    /** Says on Twilio's own paths what is waited for. */
    public static final String WAIT = "Wait";

    public static final String TIMEOUT = "Timeout";

    private static final int DEFAULT_SECONDS = 25;
    private static final int MOST_SECONDS = 60;
    private static final int MOST_DIGITS = 9;

    private WaitParameters() {}

    /** Tells whether a read on a path of Twilio's waits for something. */
    public static boolean isGiven(Context ctx) {
        String query = ctx.queryString();
        return query != null && mayBeGiven(query) && until(QueryString.parameters(ctx)) != null;
    }

    /** Saves most reads from being looked at closely. */
    private static boolean mayBeGiven(String query) {
        return query.contains(WAIT) || query.contains("%");
    }

    /** Returns a query without what is Ringback's own in it, for what Twilio answers; null for null, and where nothing is left. */
    static @Nullable String withoutWait(@Nullable String query) {
        if (query == null || !mayBeGiven(query)) {
            return query;
        }
        List<String> parameters = List.of(query.split("&", -1));
        if (parameters.stream().noneMatch(parameter -> isNamed(parameter, WAIT))) {
            return query;
        }
        String rest = parameters.stream()
                .filter(parameter -> !isNamed(parameter, WAIT) && !isNamed(parameter, TIMEOUT))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? null : rest;
    }

    /** @param parameter as it stands in a query, where any letter of its name may be escaped */
    private static boolean isNamed(String parameter, String name) {
        return FormBody.parse(parameter).parameters().has(name);
    }

    /** Tells what a read on a path of Twilio's waits for, also where that is nothing sensible; null for one that does not wait. */
    static @Nullable String until(Parameters query) {
        return query.get(WAIT);
    }

    /**
     * Reads a parameter that has one value: who names two states hopes for either, and would be told wrongly of one.
     *
     * @param names that mean the same; the first is the one that messages name
     * @return null where none is given
     * @throws TwilioException 400 where it is given with different values
     */
    public static @Nullable String single(Parameters query, String... names) {
        List<String> wanted = List.of(names);
        List<String> values = query.stream()
                .filter(parameter -> wanted.contains(parameter.name()))
                .map(Parameters.Parameter::value)
                .distinct()
                .toList();
        if (values.size() > 1) {
            throw new TwilioException(
                    TwilioError.BAD_REQUEST,
                    "Parameter " + names[0] + " is given more than once, as '"
                            + TwilioException.shortened(values.get(0)) + "' and '"
                            + TwilioException.shortened(values.get(1)) + "': it takes one value");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * Reads the time after which a caller wants an answer anyway.
     *
     * @throws TwilioException 400 when it is no whole number of seconds from 0 to 60
     */
    static Duration timeout(Parameters query) {
        return timeout(TIMEOUT, single(query, TIMEOUT));
    }

    /**
     * Reads the time after which a caller wants an answer anyway.
     *
     * @param name of the parameter
     * @param text null where none is given, which stands for 25 seconds
     * @throws TwilioException 400 when it is no whole number of seconds from 0 to 60
     */
    public static Duration timeout(String name, @Nullable String text) {
        if (text == null) {
            return Duration.ofSeconds(DEFAULT_SECONDS);
        }
        if (text.isEmpty()
                || text.length() > MOST_DIGITS
                || !Digits.only(text)
                || Integer.parseInt(text) > MOST_SECONDS) {
            throw TwilioException.invalidParameter(name, text, "a whole number of seconds from 0 to " + MOST_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
