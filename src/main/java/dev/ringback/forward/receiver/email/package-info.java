/** Mails, through SMTP. */
@NullMarked
package dev.ringback.forward.receiver.email;

import org.jspecify.annotations.NullMarked;
