package dev.ringback.web.route;

import dev.ringback.query.ReadHandlers;
import dev.ringback.web.handler.CommandHandlers;
import dev.ringback.web.handler.TwilioWriteHandlers;
import io.javalin.http.Handler;

/** Handlers of everything that the API door serves. */
public record ApiHandlers(
        ReadHandlers reads,
        CommandHandlers commands,
        TwilioWriteHandlers writes,
        Handler health,
        Handler mirrorHealth,
        Handler metrics) {}
