/** Notices to Discord, by webhooks. */
@NullMarked
package dev.ringback.forward.receiver.discord;

import org.jspecify.annotations.NullMarked;
