/**
 * Opens the two servers: authentication, errors, and every route on one screen, {@link dev.ringback.web.ApiRoutes}. Start with
 * {@link dev.ringback.web.CallbackDoor} and {@link dev.ringback.web.ApiDoor}.
 *
 * <p>Uses the handlers of {@code ingest} and {@code query}, {@code forward}, and what those use.
 */
@NullMarked
package dev.ringback.web;

import org.jspecify.annotations.NullMarked;
