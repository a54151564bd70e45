/** Signed requests to any service, as the Standard Webhooks specification has them. */
@NullMarked
package dev.ringback.forward.receiver.webhook;

import org.jspecify.annotations.NullMarked;
