/** Words, colours, times and numbers as pages show them. */
@NullMarked
package dev.ringback.dashboard.text;

import org.jspecify.annotations.NullMarked;
