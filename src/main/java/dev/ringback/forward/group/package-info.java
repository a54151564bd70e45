/** Gathers occurrences in groups and makes the notices of each group when they are due. Uses {@code rule} and {@code mute}. */
@NullMarked
package dev.ringback.forward.group;

import org.jspecify.annotations.NullMarked;
