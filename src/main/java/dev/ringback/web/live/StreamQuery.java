package dev.ringback.web.live;

import dev.ringback.live.ChangeFilter;
import dev.ringback.model.EventKind;
import dev.ringback.model.Parameters;
import dev.ringback.query.Caller;
import dev.ringback.query.WaitParameters;
import dev.ringback.storage.AccountScope;
import dev.ringback.twilio.Address;
import dev.ringback.twilio.Digits;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads from a query which changes a stream should tell. Each filter may come several times, and any of its values may match. Stateless. */
final class StreamQuery {
    private static final int MOST_VALUES = 100;
    private static final String INTERVAL = "Interval";
    private static final Pattern SECONDS = Pattern.compile("0{0,9}([1-9]|[1-5][0-9]|60)");

    private StreamQuery() {}

    /**
     * Reads the filters.
     *
     * @throws TwilioException 400 where a value cannot be, 403 for an account that the caller may not read
     */
    static ChangeFilter read(Parameters query, Caller caller) {
        if (query.size() > MOST_VALUES) {
            throw new TwilioException(
                    TwilioError.BAD_REQUEST,
                    "The query has " + query.size() + " parameters: a stream takes at most " + MOST_VALUES);
        }
        return new ChangeFilter(
                scope(query, caller),
                values(query, "Kind", StreamQuery::kind),
                values(query, "Sid", StreamQuery::sid),
                values(query, "Status", status -> status.strip().toLowerCase(Locale.ROOT)),
                values(query, "To", to -> address("To", to)),
                values(query, "From", from -> address("From", from)),
                values(query, "ErrorCode", StreamQuery::errorCode),
                ChangeFilter.byName(new FilterParameters(query).tags()));
    }

    /**
     * Reads how seldom a caller wants to be told, who needs to know only that there were changes.
     *
     * @return null where it wants to be told of each
     * @throws TwilioException 400 when it is no whole number of seconds from 1 to 60, or more than one
     */
    static @Nullable Duration interval(Parameters query) {
        String text = WaitParameters.single(query, INTERVAL);
        if (text == null) {
            return null;
        }
        if (!SECONDS.matcher(text).matches()) {
            throw TwilioException.invalidParameter(INTERVAL, text, "a whole number of seconds from 1 to 60");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static AccountScope scope(Parameters query, Caller caller) {
        Set<String> accounts = values(query, "Account", StreamQuery::accountSid);
        if (accounts.isEmpty()) {
            return caller.scope();
        }
        List<String> opened = new ArrayList<>();
        accounts.forEach(account -> opened.addAll(caller.scope(account).accountSids()));
        return AccountScope.of(opened);
    }

    private static <T> Set<T> values(Parameters query, String name, Function<String, T> reading) {
        return query.stream()
                .filter(parameter ->
                        parameter.name().equals(name) && !parameter.value().isEmpty())
                .map(parameter -> reading.apply(parameter.value()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static EventKind kind(String text) {
        return EventKind.of(text.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> TwilioException.invalidParameter(
                        "Kind",
                        text,
                        "one of "
                                + Stream.of(EventKind.values())
                                        .map(EventKind::value)
                                        .collect(Collectors.joining(", "))));
    }

    private static String sid(String text) {
        if (!Sid.isSid(text)) {
            throw TwilioException.invalidParameter("Sid", text, "a SID");
        }
        return text;
    }

    private static String accountSid(String text) {
        if (!Sid.isSid(text, "AC")) {
            throw TwilioException.invalidParameter("Account", text, "a SID that begins with AC");
        }
        return text;
    }

    private static String errorCode(String text) {
        if (!Digits.only(text)) {
            throw TwilioException.invalidParameter("ErrorCode", text, "a number");
        }
        return text;
    }

    private static Address address(String name, String text) {
        Address address = Address.of(text);
        if (address.isEmpty()) {
            throw TwilioException.invalidParameter(name, text, "a number or another address");
        }
        return address;
    }
}
