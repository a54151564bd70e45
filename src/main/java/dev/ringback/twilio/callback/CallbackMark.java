package dev.ringback.twilio.callback;

import dev.ringback.model.Parameters.Parameter;
import dev.ringback.twilio.FormBody;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes and recognises the parameter by which a callback tells which write of ours has made its resource. It stands in the query of callback URLs that
 * Ringback adds, as {@code rb=w1_...}, and is no tag of the user's. A parameter of the same name with another value is.
 */
public final class CallbackMark {
    public static final String NAME = "rb";

    private static final String PREFIX = "w1_";
    private static final int BYTES = 16;
    private static final Pattern MARK = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{22}");
    private static final String IN_QUERY = NAME + '=' + PREFIX;

    private static final SecureRandom RANDOM = new SecureRandom();

    private CallbackMark() {}

    /** Makes a mark that there has never been. It needs no escapes in a URL. */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static boolean isMark(Parameter parameter) {
        return parameter.name().equals(NAME) && MARK.matcher(parameter.value()).matches();
    }

    /** Finds the mark in the target of a callback. Quick where there is none. */
    public static Optional<String> in(String target) {
        if (!target.contains(IN_QUERY)) {
            return Optional.empty();
        }
        return FormBody.ofQuery(target).parameters().stream()
                .filter(CallbackMark::isMark)
                .map(Parameter::value)
                .findFirst();
    }
}
