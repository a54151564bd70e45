/**
 * Declares every route of the API door once, and makes everything from that: the routes of the server, the 405s, the check of roles, and
 * {@code /openapi.json}. Start with {@link dev.ringback.web.route.ApiRoutes}.
 *
 * <p>Uses the handlers of {@code query} and {@code web.handler}.
 */
@NullMarked
package dev.ringback.web.route;

import org.jspecify.annotations.NullMarked;
