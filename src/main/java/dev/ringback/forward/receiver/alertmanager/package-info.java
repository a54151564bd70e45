/** Alerts in Prometheus Alertmanager, through its API v2. */
@NullMarked
package dev.ringback.forward.receiver.alertmanager;

import org.jspecify.annotations.NullMarked;
