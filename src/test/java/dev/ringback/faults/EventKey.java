package dev.ringback.faults;

import dev.ringback.model.Digest;
import dev.ringback.model.Event;

/** What tells one event of the log from all others. */
record EventKey(String accountSid, String sid, Digest digest) {
    static EventKey of(Event event) {
        return new EventKey(event.accountSid(), event.sid(), event.digest());
    }
}
