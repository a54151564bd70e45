package dev.ringback.web.route;

import static dev.ringback.web.route.Access.WRITER;
import static dev.ringback.web.route.Operation.twilio;

import dev.ringback.twilio.rest.Extension;
import dev.ringback.upstream.write.WriteKind;
import dev.ringback.web.handler.TwilioWriteHandlers;
import io.javalin.http.HandlerType;
import java.util.List;

/** Declares the writes that are passed on to Twilio, at Twilio's own addresses. They are always declared, and served where the settings say so. */
final class TwilioWriteRoutes {
    private static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";

    /** Those whose answers tell what a create has made. None stands last, since it fits all others too. */
    private static final List<Extension> EXTENSIONS = List.of(Extension.JSON, Extension.XML, Extension.NONE);

    private final TwilioWriteHandlers handlers;
    private final RouteTable routes;

    TwilioWriteRoutes(TwilioWriteHandlers handlers, RouteTable routes) {
        this.handlers = handlers;
        this.routes = routes;
    }

    void declare() {
        for (Extension extension : EXTENSIONS) {
            for (WriteKind kind : WriteKind.values()) {
                routes.pass(
                        kind.isDeletion() ? HandlerType.DELETE : HandlerType.POST,
                        WRITER,
                        ACCOUNT + kind.path() + extension.text(),
                        handlers.of(kind),
                        twilio(kind.answers() + "; with `upstream.writes`"),
                        handlers.areServed());
            }
        }
    }
}
