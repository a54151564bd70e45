package dev.ringback.twilio.callback;

import dev.ringback.model.Parameters;
import dev.ringback.model.Parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Finds the account that a webhook names. Products spell the parameter {@code AccountSid}, {@code account_sid} or {@code accountsid}. */
final class AccountName {
    private static final String PLAIN = "accountsid";

    private AccountName() {}

    /** The value of the usual spelling, else of any other; null where there is none, or where it is empty. */
    static @Nullable String in(Parameters parameters) {
        String usual = parameters.text("AccountSid");
        if (usual != null) {
            return usual;
        }
        for (Parameter parameter : parameters) {
            if (!parameter.value().isEmpty() && isAccount(parameter.name())) {
                return parameter.value();
            }
        }
        return null;
    }

    /** Whether the name is that of the account in any spelling. */
    static boolean isAccount(String name) {
        // long before it is compared, most names are seen to be another by their length
        return name.length() >= PLAIN.length()
                && name.length() <= PLAIN.length() + 2
                && NamedSids.plain(name).equals(PLAIN);
    }
}
