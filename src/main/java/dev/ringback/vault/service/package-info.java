/** Builds the vault from the settings, and lets it work. */
@NullMarked
package dev.ringback.vault.service;

import org.jspecify.annotations.NullMarked;
