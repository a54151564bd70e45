package dev.ringback.config;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Accounts;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.upkeep.RetentionOptions;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.proxy.TrustedProxies;
import org.jspecify.annotations.Nullable;

/**
 * Everything a server has to know, read and found good.
 *
 * @param apiUrl scheme and host by which clients reach the API door; null to go by each request
 * @param trustedProxies whose forwarded headers count at the API door
 */
public record Settings(
        DatabaseOptions database,
        ListenAddress callbackListen,
        ListenAddress apiListen,
        CallbackOptions callback,
        @Nullable String apiUrl,
        TrustedProxies trustedProxies,
        RetentionOptions retention,
        Accounts accounts,
        ForwardOptions forward) {}
