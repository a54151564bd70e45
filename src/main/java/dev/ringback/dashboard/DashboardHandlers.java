package dev.ringback.dashboard;

import dev.ringback.dashboard.deliverability.DeliverabilityPage;
import dev.ringback.dashboard.docs.DocsPage;
import dev.ringback.dashboard.frame.Assets;
import dev.ringback.dashboard.frame.Frames;
import dev.ringback.dashboard.frame.PageErrors;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.frame.Visitors;
import dev.ringback.dashboard.list.ListPages;
import dev.ringback.dashboard.list.SearchPage;
import dev.ringback.dashboard.now.NowPage;
import dev.ringback.dashboard.operations.OperationsActions;
import dev.ringback.dashboard.operations.OperationsPage;
import dev.ringback.dashboard.resource.ResourcePages;
import dev.ringback.dashboard.setup.SetupPage;
import dev.ringback.dashboard.text.ErrorCodes;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.Database;
import io.javalin.http.Handler;
import java.time.Clock;

/**
 * Handlers of all pages.
 *
 * @param errors explains to people what the handlers refuse
 * @param account leads to the first page of another account
 */
public record DashboardHandlers(
        Assets assets,
        PageErrors errors,
        Handler now,
        Handler deliverability,
        ListPages lists,
        ResourcePages resources,
        Handler search,
        Handler account,
        Handler operations,
        OperationsActions actions,
        Handler setup,
        DocsPage docs) {

    /**
     * Creates all of them.
     *
     * @param commands of the API, for the forms of pages
     * @param visitors tells who has signed in
     */
    public static DashboardHandlers of(
            DashboardSources sources,
            DashboardSettings settings,
            OperationsActions.Commands commands,
            Assets assets,
            PageWriter writer,
            Visitors visitors) {
        Database database = sources.database();
        Clock clock = sources.clock();
        Frames frames = new Frames(assets, visitors);
        ErrorCodes codes = new ErrorCodes();
        return new DashboardHandlers(
                assets,
                new PageErrors(frames, writer),
                new NowPage(database, sources.stats(), sources.mirror(), codes, frames, writer, clock),
                new DeliverabilityPage(sources.stats(), codes, frames, writer, clock),
                new ListPages(database.resources(), sources.stats(), codes, frames, writer, clock),
                new ResourcePages(database, codes, settings.mayAskTwilio(), frames, writer, clock),
                new SearchPage(database.resources(), codes, frames, writer, clock),
                frames::switchAccount,
                new OperationsPage(
                        database,
                        sources.mirror(),
                        settings.review(),
                        settings.rules(),
                        settings.lines(),
                        frames,
                        writer,
                        clock),
                new OperationsActions(
                        commands,
                        database.silences(),
                        settings.rules(),
                        new AuditTrail(database.audit(), clock),
                        clock),
                new SetupPage(settings.publicUrl(), sources.stats(), settings.apiUrl(), frames, writer, clock),
                new DocsPage(frames, writer, settings.apiUrl()));
    }
}
