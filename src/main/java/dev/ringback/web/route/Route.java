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
 * @param page whether it is for people with a browser, and not part of the API
 */
public record Route(
        HandlerType method,
        String path,
        Access access,
        Operation operation,
        Handler handler,
        boolean served,
        boolean page) {
    /**
     * Tells whether the description of the API has it. Pages are not part of that; other addresses in XML, CSV and without an extension answer the same as
     * those in JSON.
     */
    public boolean isDescribed() {
        return !page && isInJson();
    }

    private boolean isInJson() {
        return Extension.of(path) == Extension.JSON || operation.response().content() != null;
    }
}
