package dev.ringback.web.route;

import dev.ringback.web.late.LateRequests;
import dev.ringback.web.session.PageForm;
import dev.ringback.web.session.SignIn;
import dev.ringback.web.session.SignedIn;
import io.javalin.http.Handler;

/** Declares pages for tests, with those to sign in. */
public final class PageRoutes {
    public static final String PAGE = "/things/{id}";
    public static final String ACTION = "/things/{id}/do";

    private PageRoutes() {}

    /**
     * Declares them.
     *
     * @param slow answers {@code /slow}
     */
    public static RouteTable of(LateRequests late, SignIn signIn, Handler slow) {
        RouteTable routes = new RouteTable(late);
        new SignInRoutes(signIn, routes).declare();
        routes.page(Access.VIEWER, "/", ctx -> ctx.result("first page"), "the first page");
        routes.page(Access.VIEWER, "/things/all", ctx -> ctx.result("all things"), "all things");
        routes.page(Access.ANYBODY, "/things/open", ctx -> ctx.result("open thing"), "a thing for anybody");
        routes.page(
                Access.VIEWER,
                PAGE,
                ctx -> {
                    SignedIn signedIn = SignedIn.of(ctx);
                    ctx.result(String.join(
                            "\n",
                            ctx.pathParam("id"),
                            signedIn.accountSid(),
                            signedIn.credential(),
                            signedIn.role().value(),
                            String.valueOf(signedIn.hasSession()),
                            signedIn.csrf()));
                },
                "a thing");
        routes.action(
                Access.OPERATOR,
                ACTION,
                ctx -> ctx.result("done " + PageForm.of(ctx).get("what")),
                "does something to a thing");
        routes.page(Access.VIEWER, "/slow", slow, "what takes its time");
        routes.page(Access.ADMIN, "/secrets", ctx -> ctx.result("secret"), "secrets");
        routes.read(
                Access.VIEWER, "/ringback/v1/things", ctx -> ctx.result("things"), Operation.text("text/plain", "all"));
        routes.post(
                Access.OPERATOR,
                "/ringback/v1/things",
                ctx -> ctx.result("made"),
                Operation.text("text/plain", "makes a thing"));
        routes.delete(
                Access.OPERATOR,
                "/ringback/v1/things",
                ctx -> ctx.result("deleted"),
                Operation.text("text/plain", "deletes all things"));
        return routes;
    }
}
