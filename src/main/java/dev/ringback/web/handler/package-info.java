/**
 * Answers the requests that neither read a resource nor carry a callback: silences, replays, health, metrics. Start with {@link dev.ringback.web.handler.SilenceHandler}.
 */
@NullMarked
package dev.ringback.web.handler;

import org.jspecify.annotations.NullMarked;
