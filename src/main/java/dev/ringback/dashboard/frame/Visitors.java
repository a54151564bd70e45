package dev.ringback.dashboard.frame;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Tells how whoever looks at a page has come in. */
@FunctionalInterface
public interface Visitors {
    /** Returns what is known of the visitor of a request that was let in. */
    Visitor of(Context ctx);

    /**
     * Says how a visitor has come in.
     *
     * @param csrf proves that a form came from a page of ours; null where no form would be taken
     * @param isSession whether they have signed in by the form
     */
    record Visitor(@Nullable String csrf, boolean isSession) {}
}
