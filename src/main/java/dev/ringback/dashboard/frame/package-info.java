/** Makes what stands around every page, and writes and sends pages. */
@NullMarked
package dev.ringback.dashboard.frame;

import org.jspecify.annotations.NullMarked;
