/** Tells people what the vault has, and what it would do. */
@NullMarked
package dev.ringback.vault.report;

import org.jspecify.annotations.NullMarked;
