package dev.ringback.query;

import dev.ringback.twilio.callback.ResourceKind;
import org.jspecify.annotations.Nullable;

/**
 * Names one resource as Twilio does.
 *
 * @param address of the resource within its account, such as {@code Messages/SM...}; of an alert its SID
 * @param sid that it must have, of a participant that of its call; null where a label is asked for
 */
record Subject(ResourceKind kind, String address, @Nullable String sid) {
    static Subject of(ResourceKind kind, String address, @Nullable String sid) {
        return new Subject(kind, address, sid);
    }

    /** Returns where Twilio has it. */
    String path(String accountSid) {
        return kind == ResourceKind.ALERT
                ? "/v1/Alerts/" + address
                : "/2010-04-01/Accounts/" + accountSid + '/' + address + ".json";
    }
}
