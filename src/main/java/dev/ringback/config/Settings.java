package dev.ringback.config;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Accounts;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.upkeep.RetentionOptions;
import dev.ringback.upstream.Callbacks;
import dev.ringback.upstream.UpstreamOptions;
import dev.ringback.vault.VaultOptions;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.proxy.TrustedProxies;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a server has to know, read and found good.
 *
 * @param apiUrl scheme and host by which clients reach the API door; null to go by each request
 * @param trustedProxies whose forwarded headers count at the API door
 * @param maxWaits requests to the API door that may wait for a state at once
 * @param maxStreams streams of changes that an account may have open at once
 * @param outbound how requests leave
 * @param prints show in what two readings differ
 */
@RecordBuilder.Options(enableWither = false, enableGetters = false, emptyDefaultForOptional = false)
@RecordBuilder
public record Settings(
        DatabaseOptions database,
        ListenAddress callbackListen,
        ListenAddress apiListen,
        CallbackOptions callback,
        @Nullable String apiUrl,
        TrustedProxies trustedProxies,
        int maxWaits,
        int maxStreams,
        RetentionOptions retention,
        OutboundOptions outbound,
        Accounts accounts,
        ForwardOptions forward,
        UpstreamOptions upstream,
        VaultOptions vault,
        SettingPrints prints) {
    public Settings {
        // Twilio goes on calling what was adopted before the setting changed to another.
        forward = forward.withCallbacks(upstream.callbacks() != Callbacks.NONE);
    }

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
                values.get(Setting.MAX_WAITS),
                values.get(Setting.MAX_STREAMS),
                values.get(Setting.RETENTION),
                ComposedOptions.outbound(values),
                new Accounts(List.of()),
                ForwardOptions.NONE,
                UpstreamOptions.OFF,
                VaultOptions.OFF,
                SettingPrints.of(values));
    }

    /** Returns these settings with another database and other addresses of both doors. */
    public Settings at(DatabaseOptions newDatabase, ListenAddress newCallbackListen, ListenAddress newApiListen) {
        return SettingsBuilder.builder(this)
                .database(newDatabase)
                .callbackListen(newCallbackListen)
                .apiListen(newApiListen)
                .build();
    }

    /** Returns these settings with other options of the callback door. */
    public Settings withCallback(CallbackOptions options) {
        return SettingsBuilder.builder(this).callback(options).build();
    }

    /** Returns these settings with other accounts, and other consumers of what arrives for them, reached as these settings say. */
    public Settings withAccounts(Accounts newAccounts, ForwardOptions newForward) {
        return SettingsBuilder.builder(this)
                .accounts(newAccounts)
                .forward(newForward.withOutbound(outbound))
                .build();
    }

    /** Returns these settings with the accounts, the consumers, the calls to Twilio and the vault of another reading; all else stays. */
    public Settings withReloadable(Settings read) {
        return withAccounts(read.accounts, read.forward)
                .withUpstream(read.upstream)
                .withVault(read.vault)
                .withParts(read.prints.parts());
    }

    /** Returns these settings with another way of calling Twilio. */
    public Settings withUpstream(UpstreamOptions options) {
        return SettingsBuilder.builder(this).upstream(options).build();
    }

    /** Returns these settings with another vault. */
    public Settings withVault(VaultOptions options) {
        return SettingsBuilder.builder(this).vault(options).build();
    }

    /** Returns these settings with other prints of the file. */
    Settings withParts(Map<String, Fingerprint> parts) {
        return SettingsBuilder.builder(this).prints(prints.withParts(parts)).build();
    }
}
