/**
 * Finds out who sends a request to the API door, by HTTP Basic or by the cookie of whoever signed in with a browser, and keeps foreign pages from acting in
 * their name. Start with {@link dev.ringback.web.session.Admission}; pages ask {@link dev.ringback.web.session.SignedIn}.
 */
@NullMarked
package dev.ringback.web.session;

import org.jspecify.annotations.NullMarked;
