package dev.ringback.web.live;

import dev.ringback.live.OpenStream;
import dev.ringback.live.StreamEnd;
import dev.ringback.model.Accounts;
import dev.ringback.query.Caller;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the streams of callers whose account is no longer the same once the settings were read again: removed, with other credentials or keys, or opening
 * other accounts. Their clients connect again, with what they were told last, and show their credentials. All other streams go on. Safe for use by many
 * threads.
 */
public final class StreamAdmission {
    private final Map<OpenStream, Caller> callers = new ConcurrentHashMap<>();
    private volatile Accounts accounts;

    /** @param accounts of the settings as they are now */
    public StreamAdmission(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Watches over a stream until it ends. */
    void enter(OpenStream stream, Caller caller) {
        callers.put(stream, caller);
        CompletionStage<StreamEnd> unused = stream.ended().whenComplete((end, failure) -> callers.remove(stream));
        // The accounts may have changed since the caller was let in.
        check(stream, caller);
    }

    /** Puts other accounts to use. */
    public void use(Accounts newAccounts) {
        accounts = newAccounts;
        callers.forEach(this::check);
    }

    private void check(OpenStream stream, Caller caller) {
        if (!caller.isSameIn(accounts)) {
            stream.end(StreamEnd.UNCERTAIN);
        }
    }
}
