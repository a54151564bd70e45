package dev.ringback.web;

import dev.ringback.dashboard.DashboardHandlers;
import dev.ringback.dashboard.DashboardSettings;
import dev.ringback.dashboard.DashboardSources;
import dev.ringback.dashboard.frame.Assets;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.frame.Visitors;
import dev.ringback.dashboard.now.MirrorState;
import dev.ringback.dashboard.operations.OperationsActions;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Accounts;
import dev.ringback.query.ExternalUrl;
import dev.ringback.stats.RollupStats;
import dev.ringback.storage.Database;
import dev.ringback.twilio.callback.QuarantineReview;
import dev.ringback.web.handler.CommandHandlers;
import dev.ringback.web.session.PageForm;
import dev.ringback.web.session.SignedIn;
import java.time.Clock;
import java.util.List;

/** Pages for doors that are put together by tests. */
final class TestDashboard {
    private TestDashboard() {}

    static DashboardHandlers of(
            Database database, Accounts accounts, CommandHandlers commands, ExternalUrl url, Clock clock) {
        String publicUrl = "https://hooks.example.com/twilio";
        return DashboardHandlers.of(
                new DashboardSources(
                        database,
                        new RollupStats(database.rollupReads(), clock),
                        accountSids -> new MirrorState.Trust(0, false, 0),
                        clock),
                new DashboardSettings(
                        publicUrl,
                        url,
                        new QuarantineReview(accounts, publicUrl),
                        ForwardOptions.NONE.rules(),
                        false,
                        List.of()),
                new OperationsActions.Commands(
                        commands.quarantineReplay(),
                        commands.deliveryReplay()::one,
                        commands.silences()::end,
                        commands.jobs()::cancel,
                        commands.jobs()::resume,
                        PageForm::of),
                new Assets(),
                new PageWriter(),
                ctx -> new Visitors.Visitor(
                        SignedIn.of(ctx).csrf(), SignedIn.of(ctx).hasSession()));
    }
}
