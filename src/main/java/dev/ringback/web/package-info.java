/**
 * Opens the two servers: authentication and errors; the routes are declared in {@code web.route}. Start with
 * {@link dev.ringback.web.CallbackDoor} and {@link dev.ringback.web.ApiDoor}.
 *
 * <p>Uses the handlers of {@code ingest} and {@code query}, {@code forward}, and what those use.
 */
@NullMarked
package dev.ringback.web;

import org.jspecify.annotations.NullMarked;
