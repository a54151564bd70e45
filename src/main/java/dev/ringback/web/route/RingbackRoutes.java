package dev.ringback.web.route;

import static dev.ringback.web.route.Access.ADMIN;
import static dev.ringback.web.route.Access.ANYBODY;
import static dev.ringback.web.route.Access.OPERATOR;
import static dev.ringback.web.route.Access.SIGNED_LINK;
import static dev.ringback.web.route.Access.VIEWER;
import static dev.ringback.web.route.Operation.json;
import static dev.ringback.web.route.Operation.text;
import static dev.ringback.web.route.QueryParameter.optional;
import static dev.ringback.web.route.QueryParameter.required;

import dev.ringback.query.ReadHandlers;
import dev.ringback.web.handler.CommandHandlers;
import dev.ringback.web.handler.DeliveryReplayHandler;
import dev.ringback.web.handler.QuarantineReplayHandler;
import dev.ringback.web.handler.ReloadHandler;
import dev.ringback.web.handler.SilencePage;
import dev.ringback.web.media.MediaHandlers;

/** Declares what Twilio does not have. */
final class RingbackRoutes {
    private static final QueryParameter PAGE_SIZE =
            optional("PageSize", "rows of a page, 50 unless given, 1000 at most");
    private static final QueryParameter SMALL_PAGE_SIZE =
            optional("PageSize", "rows of a page, 50 unless given, 100 at most");
    private static final QueryParameter BEFORE_ID =
            optional("BeforeId", "the id that the page ends before, from `next_page_uri`");
    private static final QueryParameter SINCE = optional("Since", "first day or moment");
    private static final QueryParameter BEFORE = optional("Before", "first day or moment that is not wanted any more");

    private final ReadHandlers reads;
    private final CommandHandlers commands;
    private final ApiHandlers handlers;
    private final RouteTable routes;

    RingbackRoutes(ApiHandlers handlers, RouteTable routes) {
        this.reads = handlers.reads();
        this.commands = handlers.commands();
        this.handlers = handlers;
        this.routes = routes;
    }

    void declare() {
        declareReads();
        declareWaits();
        declareStream();
        declareSavings();
        declareStats();
        declareDeliveries();
        declareSilences();
        declareJobs();
        declareVault();
        routes.read(
                VIEWER,
                "/ringback/v1/unknown-writes",
                reads.unknownWrites()::list,
                json("UnknownWriteList", "writes of which nobody knew whether Twilio had done them, newest first")
                        .takes(optional("State", "`unknown`, `created` or `not-seen`"), PAGE_SIZE, BEFORE_ID));
        routes.post(
                ADMIN,
                ReloadHandler.PATH,
                commands.reload(),
                json("Reload", "what has changed in the settings")
                        .conflicts("The settings are wrong, and nothing has changed.", "ReloadProblems"));
        routes.read(
                ANYBODY,
                "/health",
                handlers.health(),
                json("Health", "whether an event could be stored now; 503 if not"));
        routes.read(
                VIEWER,
                "/ringback/v1/health/mirror",
                handlers.mirrorHealth(),
                json("MirrorHealth", "what of the mirror is in doubt, by reason"));
        routes.read(ANYBODY, "/metrics", handlers.metrics(), text("text/plain", "metrics for Prometheus"));
        routes.read(ANYBODY, "/openapi.json", new OpenApiHandler(routes), json("OpenApi", "this description"));
    }

    private void declareReads() {
        routes.read(
                VIEWER,
                "/ringback/v1/events",
                reads.events()::list,
                json("EventList", "events of the log, newest first")
                        .takes(
                                optional("Kind", "kind of event"),
                                optional("Account", "SID of an account"),
                                optional("From", "number or address of the sender or caller"),
                                optional("To", "number or address of the recipient or who was called"),
                                SINCE,
                                BEFORE,
                                PAGE_SIZE,
                                BEFORE_ID));
        routes.read(
                VIEWER,
                "/ringback/v1/timeline/{sid}",
                reads.timeline()::fetch,
                json("Timeline", "every event about a resource, in the order they came")
                        .takes(
                                PAGE_SIZE,
                                optional("After", "the id that the page begins after, from `next_page_uri`")));
        routes.read(
                VIEWER,
                "/ringback/v1/quarantine",
                reads.quarantine()::list,
                json("QuarantineList", "requests that could not be proved, newest first")
                        .takes(
                                SMALL_PAGE_SIZE,
                                optional("Before", "the id that the page ends before, from `next_page_uri`")));
        routes.post(
                OPERATOR,
                QuarantineReplayHandler.PATH,
                commands.quarantineReplay(),
                json("QuarantineReplayed", "what became of the requests that were verified again"));
        routes.read(
                ADMIN,
                "/ringback/v1/audit",
                reads.audit()::list,
                json("AuditList", "who has done what, newest first")
                        .takes(optional("Action", "action, such as `silence`"), SINCE, BEFORE, PAGE_SIZE, BEFORE_ID));
    }

    private void declareWaits() {
        routes.waitingRead(
                VIEWER,
                "/ringback/v1/wait/{sid}",
                handlers.live().one(),
                json("WaitedResource", "a resource, as Twilio shows it, when it is in a state")
                        .takes(
                                optional("Until", "`terminal` unless given, or a state of the resource's kind"),
                                optional(
                                        "Timeout",
                                        "seconds after which it is answered anyway: 25 unless given, 60 at most"),
                                optional("until", "the same as `Until`"),
                                optional("timeout", "the same as `Timeout`")));
        routes.waitingPost(
                VIEWER,
                "/ringback/v1/wait",
                handlers.live().several(),
                json("WaitedResources", "several resources, when all or one of them are in a state")
                        .reads("application/json", "WaitDraft"));
    }

    private void declareStream() {
        routes.endlessRead(
                VIEWER,
                "/ringback/v1/stream",
                handlers.live().stream(),
                text(
                                "text/event-stream",
                                "every change from now on: Server-Sent Events, or `application/x-ndjson` where that is accepted")
                        .takes(
                                optional("Kind", "kind of event; may come several times, as the other filters"),
                                optional("Account", "SID of an account"),
                                optional("Sid", "SID that the event is about or names"),
                                optional("Status", "status that the event tells"),
                                optional("To", "number or address of the recipient or who was called"),
                                optional("From", "number or address of the sender or caller"),
                                optional("ErrorCode", "error code of a message or an alert"),
                                optional("Tag.<name>", "value of a parameter of your own on the callback URL"),
                                optional(
                                        "Interval",
                                        "whole seconds, 1 to 60: at most once in that time it is told that there were changes, and how many, instead of each"),
                                optional(
                                        "LastEventId",
                                        "the `id` behind which it begins, for whoever cannot send `Last-Event-ID`")));
    }

    private void declareSavings() {
        routes.read(
                VIEWER,
                "/ringback/v1/savings",
                reads.savings()::fetch,
                json("Savings", "how many reads the mirror answered, and how many requests went to Twilio")
                        .takes(SINCE, BEFORE));
    }

    private void declareStats() {
        routes.read(
                VIEWER,
                "/ringback/v1/stats",
                reads.stats()::fetch,
                json("Stats", "what became of messages, in total and by what they can be told apart by")
                        .takes(
                                SINCE,
                                BEFORE,
                                optional(
                                        "By",
                                        "`hour`, `day`, `account`, `sender`, `service`, `country`, `carrier`, `error_code` or `status`"),
                                optional("Account", "SID of an account"),
                                optional("Sender", "address on your side; `other` for those beyond the top 100"),
                                optional("Service", "SID of a Messaging Service; `none` for those without"),
                                optional("Country", "two letters; `none` where it is not known"),
                                optional("Carrier", "codes of a network, such as `310-090`; `none` where not known"),
                                optional("ErrorCode", "error code; `none` for those without"),
                                optional("Status", "status of a message")));
    }

    private void declareDeliveries() {
        routes.read(
                VIEWER,
                "/ringback/v1/deliveries",
                reads.deliveries()::list,
                json("DeliveryList", "notices and events that are to be sent or were, newest first")
                        .takes(
                                optional("Receiver", "name of a receiver or target"),
                                optional("State", "`pending`, `delivered` or `dead`"),
                                SMALL_PAGE_SIZE,
                                optional("Before", "the id that the page ends before, from `next_page_uri`")));
        routes.post(
                OPERATOR,
                DeliveryReplayHandler.PATH,
                commands.deliveryReplay()::between,
                json("DeliveriesReplayed", "how many deliveries are pending by that")
                        .takes(
                                required(
                                        "Receiver", "name of a receiver or target; may stand in a form, as the others"),
                                required("From", "first moment"),
                                required("To", "first moment that is not wanted any more")));
        routes.read(VIEWER, "/ringback/v1/deliveries/{id}", reads.deliveries()::fetch, json("Delivery", "a delivery"));
        routes.post(
                OPERATOR,
                "/ringback/v1/deliveries/{id}/replay",
                commands.deliveryReplay()::one,
                json("DeliveriesReplayed", "1: the delivery is pending")
                        .conflicts("The delivery is pending anyway, or nobody could send it any more."));
    }

    private void declareJobs() {
        String all = "/ringback/v1/jobs";
        String one = "/ringback/v1/jobs/{id}";
        routes.read(
                VIEWER,
                all,
                reads.jobs()::list,
                json("JobList", "long work and its progress, newest first").takes(PAGE_SIZE, BEFORE_ID));
        routes.post(
                OPERATOR,
                all,
                commands.jobs()::create,
                json("Job", "the new job")
                        .created()
                        .reads("application/x-www-form-urlencoded", "JobForm")
                        .conflicts("A job that is not finished does the same, or the settings do not let it be done."));
        routes.read(VIEWER, one, reads.jobs()::fetch, json("Job", "a job"));
        routes.post(OPERATOR, one + "/cancel", commands.jobs()::cancel, json("Job", "the job, which ends"));
        routes.post(
                OPERATOR,
                one + "/resume",
                commands.jobs()::resume,
                json("Job", "the job, which waits to be done again")
                        .conflicts(
                                "The job is still ending, another does the same, or the settings do not let it be done."));
    }

    private void declareVault() {
        QueryParameter account = optional("Account", "SID of an account");
        routes.read(
                VIEWER,
                "/ringback/v1/vault",
                reads.vault()::list,
                json("VaultList", "what the vault has heard of, copied and deleted, the last heard of first")
                        .takes(
                                optional(
                                        "Kind",
                                        "`recording`, `media`, `media-list`, `message-body`, `message` or `call`"),
                                optional(
                                        "State", "`heard`, `failed`, `copied`, `gone`, `damaged`, `removed` or `done`"),
                                optional("Sid", "SID of a resource, or of what it belongs to"),
                                SINCE,
                                BEFORE,
                                optional("Deleted", "whether it was deleted at Twilio: `true` or `false`"),
                                account,
                                PAGE_SIZE,
                                optional("PageToken", "where the page begins, from `next_page_uri`")));
        routes.ownRead(
                ADMIN,
                "/ringback/v1/media-links",
                handlers.media().links()::create,
                json("MediaLink", "a link to a recording or an attachment, for whoever has no credentials")
                        .takes(
                                required("Sid", "SID of a recording or an attachment"),
                                optional("Format", "`wav`, unless given, or `mp3`; of a recording"),
                                optional("ExpiresIn", "seconds until the link ends: 3600 unless given, 604800 at most"),
                                account));
        routes.linkedRead(
                MediaHandlers.linkPath(),
                handlers.media().linkCheck(),
                handlers.media()::linked,
                text("application/octet-stream", "the recording or attachment to which a link leads")
                        .takes(
                                required("Account", "account of the link"),
                                required("Sid", "SID of the link"),
                                optional("Format", "format of the link; empty for an attachment"),
                                required("Expires", "when the link ends, in seconds since 1970"),
                                required("Signature", "signature of the link"),
                                optional("RequestedChannels", "`1` or `2`; as many as were recorded unless given"),
                                optional("Download", "`true`: a file to keep, which has a name")));
    }

    private void declareSilences() {
        String all = "/ringback/v1/silences";
        String one = "/ringback/v1/silences/{id}";
        routes.read(
                VIEWER,
                all,
                commands.silences()::list,
                json("SilenceList", "silences, newest first")
                        .takes(optional("All", "`true` for those too that are over")));
        routes.post(
                OPERATOR,
                all,
                commands.silences()::create,
                json("Silence", "the new silence").created().reads("application/json", "SilenceDraft"));
        routes.read(VIEWER, one, commands.silences()::fetch, json("Silence", "a silence"));
        routes.delete(OPERATOR, one, commands.silences()::end, json("Silence", "the silence, which is over now"));

        QueryParameter[] link = {
            required("rule", "rule of the link; empty for all"),
            optional("matcher", "matcher of the link; may come several times"),
            required("signature", "signature of the link")
        };
        routes.read(
                SIGNED_LINK,
                SilencePage.PATH,
                commands.silencePage()::show,
                text("text/html", "the page to which notices link").takes(link));
        routes.post(
                SIGNED_LINK,
                SilencePage.PATH,
                commands.silencePage()::change,
                text("text/html", "the page, after it has silenced or ended a silence")
                        .takes(link)
                        .reads("application/x-www-form-urlencoded", "SilenceForm"));
    }
}
