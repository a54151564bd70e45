/**
 * The two servers: every route on one screen, authentication, errors, health and metrics. Start with
 * {@link dev.ringback.web.CallbackDoor} and {@link dev.ringback.web.ApiDoor}.
 *
 * <p>Uses the handlers of {@code ingest} and {@code query}, {@code forward}, and what those use.
 */
@NullMarked
package dev.ringback.web;

import org.jspecify.annotations.NullMarked;
