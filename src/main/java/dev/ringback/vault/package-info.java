/** Keeps recordings and media in storage of one's own: copied from Twilio, checked, served, and deleted at Twilio when that is asked for. */
@NullMarked
package dev.ringback.vault;

import org.jspecify.annotations.NullMarked;
