/** Alerts in Opsgenie and Jira Service Management, through their alert API. */
@NullMarked
package dev.ringback.forward.receiver.opsgenie;

import org.jspecify.annotations.NullMarked;
