package dev.ringback.web.route;

import static dev.ringback.web.route.Access.VIEWER;
import static dev.ringback.web.route.Operation.twilio;
import static dev.ringback.web.route.Operation.unserved;

import dev.ringback.query.ReadHandlers;
import dev.ringback.twilio.rest.Extension;
import dev.ringback.web.late.LateHandler;
import dev.ringback.web.media.MediaHandlers;
import io.javalin.http.Handler;

/** Declares Twilio's own addresses. */
final class TwilioRoutes {
    private static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";
    private static final String UNTOLD = "no webhook tells it";

    private final ReadHandlers reads;
    private final MediaHandlers media;
    private final RouteTable routes;

    TwilioRoutes(ReadHandlers reads, MediaHandlers media, RouteTable routes) {
        this.reads = reads;
        this.media = media;
        this.routes = routes;
    }

    void declare() {
        // By format, so that the one that SDKs ask for is found soonest.
        for (Extension extension : Extension.values()) {
            declare(extension);
        }
        declareUnserved();
        declareMonitor();
    }

    /** Declares Twilio's 2010-04-01 API in one format. */
    private void declare(Extension extension) {
        routes.read(
                VIEWER,
                "/2010-04-01/Accounts" + extension.text(),
                reads.accounts()::list,
                twilio("accounts of the settings").takes(TwilioQueries.ACCOUNTS));
        routes.read(VIEWER, ACCOUNT + extension.text(), reads.accounts()::fetch, twilio("an account"));

        Resources resources = new Resources(extension);
        declareMessages(resources);
        declareCalls(resources);
        declareRecordings(resources);
        declareConferences(resources);
        if (extension == Extension.NONE) {
            new ContentRoutes(media, routes).declare();
        } else {
            declareOfOthers(resources);
        }
        if (extension != Extension.CSV) { // nothing in an event fits into a line
            resources.at(
                    "/Calls/{CallSid}/Events",
                    reads.callEvents()::list,
                    twilio("callbacks about a call that came here").takes(TwilioQueries.PAGES));
        }
    }

    private void declareMessages(Resources resources) {
        resources.late("/Messages", reads.messages()::list, twilio("messages").takes(TwilioQueries.MESSAGES));
        resources.waitable("/Messages/{Sid}", reads.messages()::fetch, twilio("a message"));
        resources.late(
                "/Messages/{MessageSid}/Media",
                reads.media()::list,
                twilio("media of a message").takes(TwilioQueries.CREATED));
        resources.late(
                "/SMS/Messages",
                reads.messages()::listAsSms,
                twilio("messages, as `sms_messages`").takes(TwilioQueries.MESSAGES));
        resources.waitable("/SMS/Messages/{Sid}", reads.messages()::fetchAsSms, twilio("a message"));
    }

    private void declareCalls(Resources resources) {
        resources.late("/Calls", reads.calls()::list, twilio("calls").takes(TwilioQueries.CALLS));
        resources.waitable("/Calls/{Sid}", reads.calls()::fetch, twilio("a call"));
        resources.late(
                "/Calls/{CallSid}/Notifications",
                reads.notifications()::listOfCall,
                twilio("notifications of a call").takes(TwilioQueries.NOTIFICATIONS));
        resources.at(
                "/Calls/{CallSid}/Notifications/{Sid}",
                reads.notifications()::fetchOfCall,
                twilio("a notification of a call"));
        resources.late(
                "/Notifications",
                reads.notifications()::list,
                twilio("notifications").takes(TwilioQueries.NOTIFICATIONS));
        resources.at("/Notifications/{Sid}", reads.notifications()::fetch, twilio("a notification"));
    }

    private void declareRecordings(Resources resources) {
        resources.late(
                "/Calls/{CallSid}/Recordings",
                reads.recordings()::listOfCall,
                twilio("recordings of a call").takes(TwilioQueries.RECORDINGS_OF_RESOURCE));
        resources.late(
                "/Recordings", reads.recordings()::list, twilio("recordings").takes(TwilioQueries.RECORDINGS));
        resources.late(
                "/Recordings/{RecordingSid}/Transcriptions",
                reads.transcriptions()::listOfRecording,
                twilio("transcriptions of a recording").takes(TwilioQueries.PAGES));
        resources.waitable(
                "/Recordings/{RecordingSid}/Transcriptions/{Sid}",
                reads.transcriptions()::fetchOfRecording,
                twilio("a transcription of a recording"));
        resources.late(
                "/Transcriptions",
                reads.transcriptions()::list,
                twilio("transcriptions").takes(TwilioQueries.PAGES));
        resources.waitable("/Transcriptions/{Sid}", reads.transcriptions()::fetch, twilio("a transcription"));
    }

    private void declareConferences(Resources resources) {
        resources.late(
                "/Conferences", reads.conferences()::list, twilio("conferences").takes(TwilioQueries.CONFERENCES));
        resources.waitable("/Conferences/{Sid}", reads.conferences()::fetch, twilio("a conference"));
        resources.late(
                "/Conferences/{ConferenceSid}/Participants",
                reads.participants()::list,
                twilio("participants who are in a conference").takes(TwilioQueries.PARTICIPANTS));
        resources.late(
                "/Conferences/{ConferenceSid}/Participants/{CallSid}",
                reads.participants()::fetch,
                twilio("a participant, by call SID or label"));
        resources.late(
                "/Conferences/{ConferenceSid}/Recordings",
                reads.recordings()::listOfConference,
                twilio("recordings of a conference").takes(TwilioQueries.RECORDINGS_OF_RESOURCE));
    }

    /** Declares resources whose addresses without an extension are the picture or the sound itself. */
    private void declareOfOthers(Resources resources) {
        resources.late("/Messages/{MessageSid}/Media/{Sid}", reads.media()::fetch, twilio("a medium of a message"));
        resources.waitable(
                "/Calls/{CallSid}/Recordings/{Sid}", reads.recordings()::fetchOfCall, twilio("a recording of a call"));
        resources.waitable("/Recordings/{Sid}", reads.recordings()::fetch, twilio("a recording"));
        resources.waitable(
                "/Conferences/{ConferenceSid}/Recordings/{Sid}",
                reads.recordings()::fetchOfConference,
                twilio("a recording of a conference"));
    }

    /** Declares what only Twilio can know. */
    private void declareUnserved() {
        Operation operation = unserved("404: no webhook tells it");
        for (Extension extension : Extension.values()) {
            routes.lateRead(
                    VIEWER,
                    ACCOUNT + "/Balance" + extension.text(),
                    ctx -> reads.pass().passOr404(ctx, UNTOLD),
                    operation);
        }
        routes.lateRead(VIEWER, ACCOUNT + "/Usage/*", ctx -> reads.pass().passOr404(ctx, UNTOLD), operation);
        routes.lateRead(
                VIEWER,
                ACCOUNT + "/*",
                reads.pass()::pass,
                unserved("what Twilio answers, where the settings let reads be passed on; otherwise 404"));
    }

    /** Declares Twilio's Monitor API. */
    private void declareMonitor() {
        routes.lateRead(
                VIEWER, "/v1/Alerts", reads.alerts()::list, twilio("alerts").takes(TwilioQueries.ALERTS));
        routes.lateRead(VIEWER, "/v1/Alerts/{Sid}", reads.alerts()::fetch, twilio("an alert"));
    }

    /** Puts resources under an account, in one format. */
    private final class Resources {
        private final Extension extension;

        Resources(Extension extension) {
            this.extension = extension;
        }

        /** @param path without its extension */
        void at(String path, Handler handler, Operation operation) {
            routes.read(VIEWER, ACCOUNT + path + extension.text(), handler, operation);
        }

        /**
         * Declares what Twilio may be asked for before.
         *
         * @param path without its extension
         */
        void late(String path, LateHandler handler, Operation operation) {
            routes.lateRead(VIEWER, ACCOUNT + path + extension.text(), handler, operation);
        }

        /**
         * Declares a resource that callers may wait for to come into a state.
         *
         * @param path without its extension
         */
        void waitable(String path, LateHandler handler, Operation operation) {
            routes.waitableRead(
                    VIEWER, ACCOUNT + path + extension.text(), handler, operation.takes(TwilioQueries.WAIT));
        }
    }
}
