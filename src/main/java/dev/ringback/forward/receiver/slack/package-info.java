/** Notices to Slack, by incoming webhooks. */
@NullMarked
package dev.ringback.forward.receiver.slack;

import org.jspecify.annotations.NullMarked;
