package dev.ringback.web.route;

import dev.ringback.dashboard.DashboardHandlers;
import dev.ringback.query.ReadHandlers;
import dev.ringback.web.handler.CommandHandlers;
import dev.ringback.web.handler.TwilioWriteHandlers;
import dev.ringback.web.live.LiveHandlers;
import dev.ringback.web.media.MediaHandlers;
import dev.ringback.web.session.SignIn;
import io.javalin.http.Handler;

/** Handlers of everything that the API door serves. */
public record ApiHandlers(
        ReadHandlers reads,
        CommandHandlers commands,
        TwilioWriteHandlers writes,
        MediaHandlers media,
        LiveHandlers live,
        Handler health,
        Handler mirrorHealth,
        Handler metrics,
        SignIn signIn,
        DashboardHandlers dashboard) {}
