/** Alerts in PagerDuty, through its Events API v2. */
@NullMarked
package dev.ringback.forward.receiver.pagerduty;

import org.jspecify.annotations.NullMarked;
