package dev.ringback.web.route;

import dev.ringback.query.ReadHandlers;
import dev.ringback.web.handler.CommandHandlers;
import io.javalin.http.Handler;

/** Handlers of everything that the API door serves. */
public record ApiHandlers(ReadHandlers reads, CommandHandlers commands, Handler health, Handler metrics) {}
