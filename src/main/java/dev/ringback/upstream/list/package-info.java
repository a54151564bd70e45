/** Walks over the lists of Twilio's REST API, page by page, and stores what they show. */
@NullMarked
package dev.ringback.upstream.list;

import org.jspecify.annotations.NullMarked;
