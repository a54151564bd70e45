package dev.ringback.web.route;

import static dev.ringback.web.route.Access.ANYBODY;

import dev.ringback.web.session.SignIn;

/** Declares the pages at which people sign in and out. */
final class SignInRoutes {
    private final SignIn signIn;
    private final RouteTable routes;

    SignInRoutes(SignIn signIn, RouteTable routes) {
        this.signIn = signIn;
        this.routes = routes;
    }

    void declare() {
        routes.page(ANYBODY, SignIn.PATH, signIn::form, "the form to sign in");
        routes.slowedAction(SignIn.PATH, signIn::submit, "signs in");
        routes.slowedPage(SignIn.BASIC_PATH, signIn::basic, "asks for HTTP Basic, and goes on to a page");
        routes.action(ANYBODY, SignIn.OUT_PATH, signIn::out, "signs out");
    }
}
