package dev.ringback.twilio.callback;

import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.FormBody;
import java.util.Optional;

/**
 * Recognises the parameter that holds, sealed, what the caller of a create wanted to hear. It stands in the query of callback URLs of ours, as
 * {@code rb=a1_...}, and is no tag of the user's. What it holds is not read here.
 */
public final class SealedCallback {
    private static final String PREFIX = "a1_";
    private static final String IN_QUERY = CallbackMark.NAME + '=' + PREFIX;

    /** No seal is shorter, whatever it holds. */
    private static final int SHORTEST = PREFIX.length() + 40;

    private SealedCallback() {}

    /** Returns the parameter as it stands in a query. */
    public static String parameter(String sealed) {
        return IN_QUERY + sealed;
    }

    static boolean isSealed(Parameter parameter) {
        return parameter.name().equals(CallbackMark.NAME)
                && parameter.value().startsWith(PREFIX)
                && parameter.value().length() >= SHORTEST;
    }

    /** Finds what is sealed in the target of a callback, proved by nothing yet. Quick where there is nothing. */
    public static Optional<String> in(String target) {
        if (!target.contains(IN_QUERY)) {
            return Optional.empty();
        }
        return FormBody.ofQuery(target).parameters().stream()
                .filter(SealedCallback::isSealed)
                .map(parameter -> parameter.value().substring(PREFIX.length()))
                .findFirst();
    }
}
