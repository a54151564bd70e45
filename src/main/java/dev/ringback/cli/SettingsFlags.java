package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Setting;
import dev.ringback.config.Settings;
import dev.ringback.config.SettingsReader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings that can be given as flags; a flag wins over its environment variable. */
final class SettingsFlags {
    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Where events are kept (RINGBACK_DATABASE; default jdbc:sqlite:data/ringback.db).")
    private @Nullable String database;

    @Option(
            names = "--callback-listen",
            paramLabel = "HOST:PORT",
            description = "Where Twilio's webhooks come in (RINGBACK_CALLBACK_LISTEN; default 0.0.0.0:8080).")
    private @Nullable String callbackListen;

    @Option(
            names = "--api-listen",
            paramLabel = "HOST:PORT",
            description = "Where your code reads (RINGBACK_API_LISTEN; default 127.0.0.1:8081).")
    private @Nullable String apiListen;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "The URL you give Twilio (RINGBACK_PUBLIC_URL; default: each request's own, or as its proxy says).")
    private @Nullable String publicUrl;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            description = "Where clients reach the API, if not by its own address (RINGBACK_API_URL).")
    private @Nullable String apiUrl;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "LIST",
            description =
                    "Whose forwarded headers count at the API: addresses and ranges, or none (RINGBACK_TRUSTED_PROXIES; default: loopback and private ranges).")
    private @Nullable String trustedProxies;

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            description = "Larger webhooks are refused (RINGBACK_MAX_BODY; default 1000000).")
    private @Nullable String maxBody;

    @Option(
            names = "--quarantine-requests",
            paramLabel = "N",
            description = "How many unproved webhooks are kept (RINGBACK_QUARANTINE_REQUESTS; default 10000).")
    private @Nullable String quarantineRequests;

    @Option(
            names = "--quarantine-bytes",
            paramLabel = "BYTES",
            description = "How many bytes of them are kept (RINGBACK_QUARANTINE_BYTES; default 64000000).")
    private @Nullable String quarantineBytes;

    @Option(
            names = "--quarantine-days",
            paramLabel = "DAYS",
            description = "How long they are kept (RINGBACK_QUARANTINE_DAYS; default 7).")
    private @Nullable String quarantineDays;

    @Option(
            names = "--retention",
            paramLabel = "DURATION",
            description = "How long to keep what has arrived: 400d, 36h or forever (RINGBACK_RETENTION; default 400d).")
    private @Nullable String retention;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Accounts, rotated tokens, API keys (RINGBACK_CONFIG; default ringback.yaml if it exists).")
    private @Nullable String config;

    Settings read(Map<String, String> environment) throws InvalidSettingsException {
        Map<String, String> values = new HashMap<>(environment);
        override(values, Setting.DATABASE, database);
        override(values, Setting.CALLBACK_LISTEN, callbackListen);
        override(values, Setting.API_LISTEN, apiListen);
        override(values, Setting.PUBLIC_URL, publicUrl);
        override(values, Setting.API_URL, apiUrl);
        override(values, Setting.TRUSTED_PROXIES, trustedProxies);
        override(values, Setting.MAX_BODY, maxBody);
        override(values, Setting.QUARANTINE_REQUESTS, quarantineRequests);
        override(values, Setting.QUARANTINE_BYTES, quarantineBytes);
        override(values, Setting.QUARANTINE_DAYS, quarantineDays);
        override(values, Setting.RETENTION, retention);
        override(values, Setting.CONFIG, config);
        return new SettingsReader(values).read();
    }

    private static void override(Map<String, String> values, Setting setting, @Nullable String flag) {
        if (flag != null) {
            values.put(setting.variable(), flag);
        }
    }
}
