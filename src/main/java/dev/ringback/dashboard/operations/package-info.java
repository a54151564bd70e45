/** The page of whether the machinery works, and what can be done about it. */
@NullMarked
package dev.ringback.dashboard.operations;

import org.jspecify.annotations.NullMarked;
