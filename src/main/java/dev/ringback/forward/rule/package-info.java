/** Reads occurrences out of events and decides by rules which of them matter, and to whom. Uses no other room of {@code forward}. */
@NullMarked
package dev.ringback.forward.rule;

import org.jspecify.annotations.NullMarked;
