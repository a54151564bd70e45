package dev.ringback.web.route;

import dev.ringback.query.KnownParameters;
import dev.ringback.query.QueryString;
import io.javalin.http.Handler;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Refuses what a query has and its route does not declare, below {@code /ringback/v1} alone. Twilio ignores such parameters at its own
 * addresses, and so do these; and the way to a page by a signed link may go through programs that append what they like.
 */
final class DeclaredQuery {
    private static final String TREE = "/ringback/v1/";

    private DeclaredQuery() {}

    /** Puts the check before a handler, where there is one. */
    static Handler guard(Access access, String path, Operation operation, Handler handler) {
        if (!path.startsWith(TREE) || access == Access.SIGNED_LINK) {
            return handler;
        }
        List<QueryParameter> declared = operation.query();
        String known = declared.isEmpty()
                ? "this address takes none in its query"
                : "this address takes "
                        + declared.stream().map(QueryParameter::name).collect(Collectors.joining(", "));
        return ctx -> {
            if (ctx.queryString() != null) {
                KnownParameters.check(
                        QueryString.parameters(ctx),
                        name -> declared.stream().anyMatch(parameter -> parameter.isMeantBy(name)),
                        known);
            }
            handler.handle(ctx);
        };
    }
}
