/** Calls Twilio's REST API, and is the only room that does. */
@NullMarked
package dev.ringback.upstream;

import org.jspecify.annotations.NullMarked;
