/** Takes requests over HTTP as Twilio does: credentials, limits, headers, streamed bodies, faults, and a record of what came. */
@NullMarked
package dev.ringback.simulate.api.http;

import org.jspecify.annotations.NullMarked;
