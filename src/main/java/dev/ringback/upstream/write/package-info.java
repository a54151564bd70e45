/** Passes writes on to Twilio: each once, with what came of it stored, and what nobody knows the outcome of kept until something shows it. */
@NullMarked
package dev.ringback.upstream.write;

import org.jspecify.annotations.NullMarked;
