package dev.ringback.config;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Accounts;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.upkeep.RetentionOptions;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.proxy.TrustedProxies;
import java.util.List;
import java.util.Map;
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
        ForwardOptions forward) {
    /** Returns the settings that an empty environment gives, without accounts and with nothing to forward. */
    public static Settings defaults() {
        return of(new SettingValues(Map.of()));
    }

    /** Returns the settings that stand in variables and flags, still without accounts and with nothing to forward. */
    static Settings of(SettingValues values) {
        return new Settings(
                ComposedOptions.database(values),
                values.get(Setting.CALLBACK_LISTEN),
                values.get(Setting.API_LISTEN),
                ComposedOptions.callback(values),
                values.given(Setting.API_URL),
                values.get(Setting.TRUSTED_PROXIES),
                values.get(Setting.RETENTION),
                new Accounts(List.of()),
                ForwardOptions.NONE);
    }

    /** Returns these settings with another database and other addresses of both doors. */
    public Settings at(DatabaseOptions newDatabase, ListenAddress newCallbackListen, ListenAddress newApiListen) {
        return new Settings(
                newDatabase,
                newCallbackListen,
                newApiListen,
                callback,
                apiUrl,
                trustedProxies,
                retention,
                accounts,
                forward);
    }

    /** Returns these settings with other options of the callback door. */
    public Settings withCallback(CallbackOptions options) {
        return new Settings(
                database, callbackListen, apiListen, options, apiUrl, trustedProxies, retention, accounts, forward);
    }

    /** Returns these settings with other accounts, and other consumers of what arrives for them. */
    public Settings withAccounts(Accounts newAccounts, ForwardOptions newForward) {
        return new Settings(
                database,
                callbackListen,
                apiListen,
                callback,
                apiUrl,
                trustedProxies,
                retention,
                newAccounts,
                newForward);
    }
}
