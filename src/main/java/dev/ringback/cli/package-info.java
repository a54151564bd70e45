/**
 * Holds one class per command.
 *
 * <p>May use everything; nothing but the root uses it.
 */
@NullMarked
package dev.ringback.cli;

import org.jspecify.annotations.NullMarked;
