package dev.ringback.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * Names a method and a path, and who answers it.
 *
 * @param path may have parameters, as {@code /Calls/{Sid}}, and end in {@code *}
 */
record Route(HandlerType method, String path, Handler handler) {}
