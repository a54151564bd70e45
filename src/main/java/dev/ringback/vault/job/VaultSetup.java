package dev.ringback.vault.job;

import dev.ringback.model.Accounts;
import dev.ringback.vault.VaultOptions;

/**
 * Holds what the settings of a moment say.
 *
 * @param accounts whose content the vault keeps
 */
public record VaultSetup(VaultOptions options, Accounts accounts) {}
