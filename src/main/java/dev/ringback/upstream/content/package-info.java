/** Fetches the sound of recordings and the attachments of messages, which may come from other hosts than Twilio's API. */
@NullMarked
package dev.ringback.upstream.content;

import org.jspecify.annotations.NullMarked;
