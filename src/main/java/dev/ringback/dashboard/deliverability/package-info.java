/** The page of whether messages arrive, and since when not. */
@NullMarked
package dev.ringback.dashboard.deliverability;

import org.jspecify.annotations.NullMarked;
