package dev.ringback.web.route;

import static dev.ringback.web.route.Access.ANYBODY;
import static dev.ringback.web.route.Access.OPERATOR;
import static dev.ringback.web.route.Access.VIEWER;

import dev.ringback.dashboard.DashboardHandlers;
import dev.ringback.dashboard.docs.DocsView;
import dev.ringback.dashboard.frame.Assets;
import dev.ringback.dashboard.list.ListPages;
import dev.ringback.dashboard.operations.OperationsActions;
import dev.ringback.dashboard.resource.ResourcePages;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/** Declares the pages for people. */
final class DashboardRoutes {
    /** Parameters that are the same for all lists: the page explains them once. */
    private static final Set<String> OF_LISTS = Set.of("PageSize", "Page", "PageToken", "Order");

    private final DashboardHandlers pages;
    private final RouteTable routes;

    DashboardRoutes(DashboardHandlers pages, RouteTable routes) {
        this.pages = pages;
        this.routes = routes;
    }

    void declare() {
        routes.page(ANYBODY, Assets.PATH, pages.assets(), "script, style and icons of the pages");
        page("/", "now", pages.now(), "whether everything is all right this minute");
        declareLists();
        page(
                "/deliverability",
                "deliverability",
                pages.deliverability(),
                "whether messages arrive, and since when not");
        page("/search", "", pages.search(), "what is known of a SID, a number or a tag");
        page("/account", "", pages.account(), "leads to the first page of another account");
        page("/setup", "setup", pages.setup(), "what to paste into Twilio, and whether anything has come from there");
        page("/docs", "docs", ctx -> pages.docs().show(ctx, this::addresses), "how to call the API");
        declareOperations();
    }

    private void declareLists() {
        ListPages lists = pages.lists();
        ResourcePages resources = pages.resources();
        list("messages", lists.messages(), lists.messagesCsv(), resources.message());
        list("calls", lists.calls(), lists.callsCsv(), resources.call());
        list("recordings", lists.recordings(), lists.recordingsCsv(), resources.recording());
        list("conferences", lists.conferences(), lists.conferencesCsv(), resources.conference());
        list("alerts", lists.alerts(), lists.alertsCsv(), resources.alert());
    }

    private void list(String name, Handler list, Handler csv, Handler one) {
        page('/' + name, name, list, "a list, with the filters of the API");
        page('/' + name + ".csv", name, csv, "the same rows as CSV");
        page('/' + name + "/{sid}", name, one, "one of them with its timeline");
    }

    private void declareOperations() {
        OperationsActions actions = pages.actions();
        page("/operations", "operations", pages.operations(), "whether the machinery works");
        action("/operations/quarantine/replay", actions.replayQuarantine(), "checks the quarantine again");
        action("/operations/deliveries/{id}/replay", actions.replayDelivery(), "sends a delivery again");
        action("/operations/silences", actions.silence(), "silences alerts");
        action("/operations/silences/{id}/end", actions.endSilence(), "ends a silence");
        action("/operations/jobs/{id}/cancel", actions.cancelJob(), "cancels a job");
        action("/operations/jobs/{id}/resume", actions.resumeJob(), "resumes a job");
    }

    private void page(String path, String active, Handler handler, String shows) {
        routes.page(VIEWER, path, pages.errors().around(active, handler), shows);
    }

    private void action(String path, Handler handler, String does) {
        routes.action(OPERATOR, path, pages.errors().around("operations", handler), does);
    }

    /** Lists what the page of the API shows: HEAD goes without saying. */
    private List<DocsView.Address> addresses() {
        return routes.routes().stream()
                .filter(route -> route.isDescribed() && !route.method().equals(HandlerType.HEAD))
                .map(DashboardRoutes::address)
                .toList();
    }

    private static DocsView.Address address(Route route) {
        Operation operation = route.operation();
        Operation.Content body = operation.body();
        return new DocsView.Address(
                route.method().name(),
                route.path(),
                plain(operation.answers()),
                route.access().text(),
                operation.query().stream()
                        .filter(parameter -> !OF_LISTS.contains(parameter.name()))
                        .map(parameter -> new DocsView.Parameter(
                                parameter.name(), parameter.required(), plain(parameter.meaning())))
                        .toList(),
                body == null ? "" : body.mediaType(),
                CurlLine.of(route));
    }

    /** The document has marks of Markdown, which a page shows as they are. */
    private static String plain(String text) {
        return text.replace("`", "");
    }
}
