/**
 * Serves the sound of recordings and the attachments of messages: from the vault, or through Twilio, to callers with credentials and to whoever has a
 * signed link. Start with {@link dev.ringback.web.media.ContentHandler}.
 *
 * <p>Uses {@code vault}, {@code upstream}, {@code query} and what those use. No thread waits for a client.
 */
@NullMarked
package dev.ringback.web.media;

import org.jspecify.annotations.NullMarked;
