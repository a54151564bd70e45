package dev.ringback.web.route;

import dev.ringback.twilio.rest.Extension;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * Declares a method at an address: who may use it, what it takes and answers, and who handles it.
 *
 * @param path may have parameters, as {@code /Calls/{Sid}}, and end in {@code *}
 * @param handler checks the caller's role by itself
 * @param served whether it is answered by the settings of now; if not, it is as if it were not there
 */
public record Route(
        HandlerType method, String path, Access access, Operation operation, Handler handler, boolean served) {
    /** Tells whether pages describe it. Other addresses in XML, CSV and without an extension answer the same as those in JSON. */
    public boolean isDescribed() {
        return Extension.of(path) == Extension.JSON || operation.response().content() != null;
    }
}
