/** The first page, whether everything is all right this minute. */
@NullMarked
package dev.ringback.dashboard.now;

import org.jspecify.annotations.NullMarked;
