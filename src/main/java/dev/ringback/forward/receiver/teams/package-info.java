/** Notices to Microsoft Teams, by webhooks of workflows. */
@NullMarked
package dev.ringback.forward.receiver.teams;

import org.jspecify.annotations.NullMarked;
