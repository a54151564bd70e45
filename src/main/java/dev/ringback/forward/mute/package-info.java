/** Keeps notices back: silences that people set, and inhibitions, by which a greater trouble explains a smaller one. Uses {@code rule} alone. */
@NullMarked
package dev.ringback.forward.mute;

import org.jspecify.annotations.NullMarked;
