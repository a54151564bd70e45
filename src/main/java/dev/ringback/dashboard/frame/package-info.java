/** What stands around every page, and how pages are written and sent. */
@NullMarked
package dev.ringback.dashboard.frame;

import org.jspecify.annotations.NullMarked;
