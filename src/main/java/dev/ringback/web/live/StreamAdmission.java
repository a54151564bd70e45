package dev.ringback.web.live;

import dev.ringback.live.OpenStream;
import dev.ringback.live.StreamEnd;
import dev.ringback.model.Accounts;
import dev.ringback.query.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Ends the streams of callers whose account is no longer the same once the settings were read again: removed, with other credentials or keys, or opening
 * other accounts. Their clients connect again, with what they were told last, and show their credentials. All other streams go on, but for those of
 * people who are signed in with a browser: a session may be over, on whichever node it was ended, so its streams end every few minutes. Safe for use by
 * many threads.
 */
public final class StreamAdmission {
    private static final Duration SESSION = Duration.ofMinutes(5);

    private final Map<OpenStream, Caller> callers = new ConcurrentHashMap<>();
    private final Duration mostOfSession;
    private volatile Accounts accounts;

    /** @param accounts of the settings as they are now */
    public StreamAdmission(Accounts accounts) {
        this(accounts, SESSION);
    }

    /** @param mostOfSession after which a stream of a session ends */
    StreamAdmission(Accounts accounts, Duration mostOfSession) {
        this.accounts = accounts;
        this.mostOfSession = mostOfSession;
    }

    /** Watches over a stream of a session until it ends. */
    void enterBySession(OpenStream stream, Caller caller) {
        CompletableFuture<Void> timer =
                new CompletableFuture<Void>().completeOnTimeout(null, mostOfSession.toMillis(), TimeUnit.MILLISECONDS);
        CompletionStage<Void> unused = timer.thenRun(() -> stream.end(StreamEnd.UNCERTAIN));
        // A page that is opened again and again must not leave timers behind.
        CompletionStage<StreamEnd> unusedToo = stream.ended().whenComplete((end, failure) -> timer.cancel(false));
        enter(stream, caller);
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
