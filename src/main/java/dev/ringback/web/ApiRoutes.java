package dev.ringback.web;

import dev.ringback.twilio.rest.Extension;
import dev.ringback.web.handler.DeliveryReplayHandler;
import dev.ringback.web.handler.ReplayHandler;
import dev.ringback.web.handler.SilencePage;
import dev.ringback.web.handler.UnservedHandler;
import io.javalin.http.Handler;

/** Declares every route of the API door, reads and writes. */
final class ApiRoutes {
    private static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";
    private static final Handler CONTENT = new UnservedHandler("its content stays with Twilio");

    private final ApiHandlers handlers;
    private final RouteTable routes = new RouteTable();

    private ApiRoutes(ApiHandlers handlers) {
        this.handlers = handlers;
    }

    static RouteTable of(ApiHandlers handlers) {
        ApiRoutes api = new ApiRoutes(handlers);
        // Twilio's come first, by format, so that the one that SDKs ask for is found soonest.
        for (Extension extension : Extension.values()) {
            api.twilio(extension);
        }
        api.unserved();
        api.monitor();
        api.ringback();
        return api.routes;
    }

    /** Declares Twilio's 2010-04-01 API in one format. */
    private void twilio(Extension extension) {
        routes.read("/2010-04-01/Accounts" + extension.text(), handlers.accounts()::list);
        routes.read(ACCOUNT + extension.text(), handlers.accounts()::fetch);

        Resources resources = (path, handler) -> routes.read(ACCOUNT + path + extension.text(), handler);
        resources.at("/Messages", handlers.messages()::list);
        resources.at("/Messages/{Sid}", handlers.messages()::fetch);
        resources.at("/Messages/{MessageSid}/Media", handlers.media()::list);
        resources.at("/SMS/Messages", handlers.messages()::listAsSms);
        resources.at("/SMS/Messages/{Sid}", handlers.messages()::fetchAsSms);
        resources.at("/Calls", handlers.calls()::list);
        resources.at("/Calls/{Sid}", handlers.calls()::fetch);
        resources.at("/Calls/{CallSid}/Notifications", handlers.notifications()::listOfCall);
        resources.at("/Calls/{CallSid}/Notifications/{Sid}", handlers.notifications()::fetchOfCall);
        resources.at("/Calls/{CallSid}/Recordings", handlers.recordings()::listOfCall);
        resources.at("/Recordings", handlers.recordings()::list);
        resources.at("/Recordings/{RecordingSid}/Transcriptions", handlers.transcriptions()::listOfRecording);
        resources.at("/Recordings/{RecordingSid}/Transcriptions/{Sid}", handlers.transcriptions()::fetchOfRecording);
        resources.at("/Transcriptions", handlers.transcriptions()::list);
        resources.at("/Transcriptions/{Sid}", handlers.transcriptions()::fetch);
        resources.at("/Conferences", handlers.conferences()::list);
        resources.at("/Conferences/{Sid}", handlers.conferences()::fetch);
        resources.at("/Conferences/{ConferenceSid}/Participants", handlers.participants()::list);
        resources.at("/Conferences/{ConferenceSid}/Participants/{CallSid}", handlers.participants()::fetch);
        resources.at("/Conferences/{ConferenceSid}/Recordings", handlers.recordings()::listOfConference);
        resources.at("/Notifications", handlers.notifications()::list);
        resources.at("/Notifications/{Sid}", handlers.notifications()::fetch);

        // Without an extension these are the picture or the sound itself.
        boolean content = extension == Extension.NONE;
        resources.at("/Messages/{MessageSid}/Media/{Sid}", content ? CONTENT : handlers.media()::fetch);
        resources.at("/Calls/{CallSid}/Recordings/{Sid}", content ? CONTENT : handlers.recordings()::fetchOfCall);
        resources.at("/Recordings/{Sid}", content ? CONTENT : handlers.recordings()::fetch);
        resources.at(
                "/Conferences/{ConferenceSid}/Recordings/{Sid}",
                content ? CONTENT : handlers.recordings()::fetchOfConference);
        if (extension != Extension.CSV) { // nothing in an event fits into a line
            resources.at("/Calls/{CallSid}/Events", handlers.callEvents()::list);
        }
    }

    /** Declares what only Twilio can know. */
    private void unserved() {
        Handler unserved = new UnservedHandler("no webhook tells it");
        for (Extension extension : Extension.values()) {
            routes.read(ACCOUNT + "/Balance" + extension.text(), unserved);
        }
        routes.read(ACCOUNT + "/Usage/*", unserved);
    }

    /** Declares Twilio's Monitor API. */
    private void monitor() {
        routes.read("/v1/Alerts", handlers.alerts()::list);
        routes.read("/v1/Alerts/{Sid}", handlers.alerts()::fetch);
    }

    /** Declares what Twilio does not have. */
    private void ringback() {
        routes.read("/ringback/v1/events", handlers.events()::list);
        routes.read("/ringback/v1/timeline/{sid}", handlers.timeline()::fetch);
        routes.read("/ringback/v1/quarantine", handlers.quarantine()::list);
        routes.post(ReplayHandler.PATH, handlers.replay());

        routes.read("/ringback/v1/deliveries", handlers.deliveries()::list);
        routes.post(DeliveryReplayHandler.PATH, handlers.deliveryReplay()::between);
        routes.read("/ringback/v1/deliveries/{id}", handlers.deliveries()::fetch);
        routes.post("/ringback/v1/deliveries/{id}/replay", handlers.deliveryReplay()::one);
        routes.read("/ringback/v1/silences", handlers.silences()::list);
        routes.post("/ringback/v1/silences", handlers.silences()::create);
        routes.read("/ringback/v1/silences/{id}", handlers.silences()::fetch);
        routes.delete("/ringback/v1/silences/{id}", handlers.silences()::end);
        routes.read(SilencePage.PATH, handlers.silencePage()::show);
        routes.post(SilencePage.PATH, handlers.silencePage()::change);

        routes.read("/health", handlers.health());
        routes.read("/metrics", handlers.metrics());
    }

    /** Puts resources under an account. */
    private interface Resources {
        /** @param path without its extension */
        void at(String path, Handler handler);
    }
}
