/** Reads Twilio's status page, and tells what is wrong there. */
@NullMarked
package dev.ringback.upstream.status;

import org.jspecify.annotations.NullMarked;
