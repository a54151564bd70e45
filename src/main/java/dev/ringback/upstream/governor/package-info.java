/** Decides when a request to Twilio may be sent, so that all nodes together never ask for more than an account is given. */
@NullMarked
package dev.ringback.upstream.governor;

import org.jspecify.annotations.NullMarked;
