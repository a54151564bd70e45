/**
 * The records and enums every room shares: what Twilio told us ({@link dev.ringback.model.Event}) and what follows from it (the
 * {@link dev.ringback.model.Resource}s).
 *
 * <p>Uses the JDK only. Start with {@link dev.ringback.model.Event} and {@link dev.ringback.model.Message}.
 */
@NullMarked
package dev.ringback.model;

import org.jspecify.annotations.NullMarked;
