package dev.ringback.web.handler;

import dev.ringback.upstream.write.WriteKind;
import dev.ringback.upstream.write.WriteThrough;
import dev.ringback.web.late.LateHandler;
import io.javalin.http.MethodNotAllowedResponse;
import org.jspecify.annotations.Nullable;

/** Handlers of the writes that are passed on to Twilio. */
public final class TwilioWriteHandlers {
    /** Pass nothing on. */
    public static final TwilioWriteHandlers NONE = new TwilioWriteHandlers(null);

    private final @Nullable WriteThrough writes;

    private TwilioWriteHandlers(@Nullable WriteThrough writes) {
        this.writes = writes;
    }

    /** Returns the handlers that pass writes on. */
    public static TwilioWriteHandlers of(WriteThrough writes) {
        return new TwilioWriteHandlers(writes);
    }

    /** Tells whether they pass anything on. */
    public boolean areServed() {
        return writes != null;
    }

    /** Returns the handler of a kind of writes. */
    public LateHandler of(WriteKind kind) {
        WriteThrough through = writes;
        if (through == null) {
            return ctx -> {
                throw new MethodNotAllowedResponse();
            };
        }
        return new TwilioWriteHandler(kind, through);
    }
}
