package dev.ringback.web;

import dev.ringback.query.ReadHandlers;
import dev.ringback.twilio.rest.Extension;
import dev.ringback.web.handler.CommandHandlers;
import dev.ringback.web.handler.DeliveryReplayHandler;
import dev.ringback.web.handler.QuarantineReplayHandler;
import dev.ringback.web.handler.SilencePage;
import dev.ringback.web.handler.UnservedHandler;
import io.javalin.http.Handler;

/** Declares every route of the API door, reads and writes. */
final class ApiRoutes {
    private static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";
    private static final Handler CONTENT = new UnservedHandler("its content stays with Twilio");

    private final ApiHandlers handlers;
    private final ReadHandlers reads;
    private final RouteTable routes = new RouteTable();

    private ApiRoutes(ApiHandlers handlers) {
        this.handlers = handlers;
        this.reads = handlers.reads();
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
        routes.read("/2010-04-01/Accounts" + extension.text(), reads.accounts()::list);
        routes.read(ACCOUNT + extension.text(), reads.accounts()::fetch);

        Resources resources = (path, handler) -> routes.read(ACCOUNT + path + extension.text(), handler);
        resources.at("/Messages", reads.messages()::list);
        resources.at("/Messages/{Sid}", reads.messages()::fetch);
        resources.at("/Messages/{MessageSid}/Media", reads.media()::list);
        resources.at("/SMS/Messages", reads.messages()::listAsSms);
        resources.at("/SMS/Messages/{Sid}", reads.messages()::fetchAsSms);
        resources.at("/Calls", reads.calls()::list);
        resources.at("/Calls/{Sid}", reads.calls()::fetch);
        resources.at("/Calls/{CallSid}/Notifications", reads.notifications()::listOfCall);
        resources.at("/Calls/{CallSid}/Notifications/{Sid}", reads.notifications()::fetchOfCall);
        resources.at("/Calls/{CallSid}/Recordings", reads.recordings()::listOfCall);
        resources.at("/Recordings", reads.recordings()::list);
        resources.at("/Recordings/{RecordingSid}/Transcriptions", reads.transcriptions()::listOfRecording);
        resources.at("/Recordings/{RecordingSid}/Transcriptions/{Sid}", reads.transcriptions()::fetchOfRecording);
        resources.at("/Transcriptions", reads.transcriptions()::list);
        resources.at("/Transcriptions/{Sid}", reads.transcriptions()::fetch);
        resources.at("/Conferences", reads.conferences()::list);
        resources.at("/Conferences/{Sid}", reads.conferences()::fetch);
        resources.at("/Conferences/{ConferenceSid}/Participants", reads.participants()::list);
        resources.at("/Conferences/{ConferenceSid}/Participants/{CallSid}", reads.participants()::fetch);
        resources.at("/Conferences/{ConferenceSid}/Recordings", reads.recordings()::listOfConference);
        resources.at("/Notifications", reads.notifications()::list);
        resources.at("/Notifications/{Sid}", reads.notifications()::fetch);

        // Without an extension these are the picture or the sound itself.
        boolean content = extension == Extension.NONE;
        resources.at("/Messages/{MessageSid}/Media/{Sid}", content ? CONTENT : reads.media()::fetch);
        resources.at("/Calls/{CallSid}/Recordings/{Sid}", content ? CONTENT : reads.recordings()::fetchOfCall);
        resources.at("/Recordings/{Sid}", content ? CONTENT : reads.recordings()::fetch);
        resources.at(
                "/Conferences/{ConferenceSid}/Recordings/{Sid}",
                content ? CONTENT : reads.recordings()::fetchOfConference);
        if (extension != Extension.CSV) { // nothing in an event fits into a line
            resources.at("/Calls/{CallSid}/Events", reads.callEvents()::list);
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
        routes.read("/v1/Alerts", reads.alerts()::list);
        routes.read("/v1/Alerts/{Sid}", reads.alerts()::fetch);
    }

    /** Declares what Twilio does not have. */
    private void ringback() {
        CommandHandlers commands = handlers.commands();
        routes.read("/ringback/v1/events", reads.events()::list);
        routes.read("/ringback/v1/timeline/{sid}", reads.timeline()::fetch);
        routes.read("/ringback/v1/quarantine", reads.quarantine()::list);
        routes.post(QuarantineReplayHandler.PATH, commands.quarantineReplay());

        routes.read("/ringback/v1/deliveries", reads.deliveries()::list);
        routes.post(DeliveryReplayHandler.PATH, commands.deliveryReplay()::between);
        routes.read("/ringback/v1/deliveries/{id}", reads.deliveries()::fetch);
        routes.post("/ringback/v1/deliveries/{id}/replay", commands.deliveryReplay()::one);
        routes.read("/ringback/v1/silences", commands.silences()::list);
        routes.post("/ringback/v1/silences", commands.silences()::create);
        routes.read("/ringback/v1/silences/{id}", commands.silences()::fetch);
        routes.delete("/ringback/v1/silences/{id}", commands.silences()::end);
        routes.read(SilencePage.PATH, commands.silencePage()::show);
        routes.post(SilencePage.PATH, commands.silencePage()::change);

        routes.read("/health", handlers.health());
        routes.read("/metrics", handlers.metrics());
    }

    /** Puts resources under an account. */
    private interface Resources {
        /** @param path without its extension */
        void at(String path, Handler handler);
    }
}
