package dev.ringback.simulate.api.http;

import dev.ringback.model.Account;
import dev.ringback.model.ApiKey;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param key the API key that was used; null for the auth token
 */
public record Caller(Account account, @Nullable ApiKey key) {}
