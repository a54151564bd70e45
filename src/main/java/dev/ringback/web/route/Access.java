package dev.ringback.web.route;

import dev.ringback.model.Role;
import dev.ringback.query.Caller;
import io.javalin.http.Handler;
import org.jspecify.annotations.Nullable;

/** Says who may use a route. */
public enum Access {
    ANYBODY(null, "no credentials"),
    /** Whoever has the link: the handler checks its signature. */
    SIGNED_LINK(null, "a signed link"),
    VIEWER(Role.VIEWER),
    OPERATOR(Role.OPERATOR),
    WRITER(Role.WRITER),
    ADMIN(Role.ADMIN);

    private final @Nullable Role least;
    private final String text;

    Access(Role least) {
        this(least, least.value());
    }

    Access(@Nullable Role least, String text) {
        this.least = least;
        this.text = text;
    }

    /** Returns the least role; null where no credentials are asked for. */
    public @Nullable Role least() {
        return least;
    }

    /** Returns what pages call it. */
    public String text() {
        return text;
    }

    /** Puts the check of the caller's role before a handler. */
    Handler guard(Handler handler) {
        if (least == null) {
            return handler;
        }
        Role role = least;
        return ctx -> {
            Caller.of(ctx).needs(role);
            handler.handle(ctx);
        };
    }
}
