package dev.ringback;

import dev.ringback.config.Settings;
import dev.ringback.dashboard.DashboardHandlers;
import dev.ringback.dashboard.DashboardSettings;
import dev.ringback.dashboard.DashboardSources;
import dev.ringback.dashboard.frame.Assets;
import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.frame.SignInView;
import dev.ringback.dashboard.frame.Visitors;
import dev.ringback.dashboard.operations.OperationsActions;
import dev.ringback.query.ExternalUrl;
import dev.ringback.twilio.callback.QuarantineReview;
import dev.ringback.web.handler.CommandHandlers;
import dev.ringback.web.session.PageForm;
import dev.ringback.web.session.SignInForm;
import dev.ringback.web.session.SignedIn;
import io.javalin.http.Context;

/** Builds the pages, and the form to sign in to them. Safe for use by many threads. */
final class DashboardAccess {
    private final DashboardSources sources;
    private final Assets assets = new Assets();
    private final PageWriter writer = new PageWriter();

    DashboardAccess(DashboardSources sources) {
        this.sources = sources;
    }

    /** Creates the handlers for these settings. */
    DashboardHandlers handlers(Settings settings, CommandHandlers commands, ExternalUrl apiUrl) {
        String publicUrl = settings.callback().publicUrl();
        return DashboardHandlers.of(
                sources,
                new DashboardSettings(
                        publicUrl,
                        apiUrl,
                        new QuarantineReview(settings.accounts(), publicUrl),
                        settings.forward().rules(),
                        settings.upstream().enabled()
                                && settings.upstream().reads().mayAsk(),
                        SettingLines.of(settings)),
                new OperationsActions.Commands(
                        commands.quarantineReplay(),
                        commands.deliveryReplay()::one,
                        commands.silences()::end,
                        commands.jobs()::cancel,
                        commands.jobs()::resume,
                        PageForm::of),
                assets,
                writer,
                DashboardAccess::visitor);
    }

    private static Visitors.Visitor visitor(Context ctx) {
        SignedIn signedIn = SignedIn.of(ctx);
        return new Visitors.Visitor(signedIn.csrf(), signedIn.hasSession());
    }

    /** Shows the form to sign in. */
    void signIn(Context ctx, SignInForm form) {
        writer.signIn(ctx, new SignInView(form.user(), form.next(), form.problem(), assets.version()));
    }
}
