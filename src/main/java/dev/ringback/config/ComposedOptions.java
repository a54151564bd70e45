package dev.ringback.config;

import dev.ringback.ingest.CallbackOptions;
import dev.ringback.outbound.CertificateAuthorities;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.outbound.Proxies;
import dev.ringback.outbound.ProxyExceptions;
import dev.ringback.storage.QuarantineLimits;
import dev.ringback.storage.jdbi.DatabaseOptions;
import java.time.Duration;

/** Makes options out of several settings each, and checks what can only be checked of them together. */
final class ComposedOptions {
    private ComposedOptions() {}

    /** Returns which database to use. The file of the password is looked at only if a database is named. */
    static DatabaseOptions database(SettingValues values) {
        String url = values.text(Setting.DATABASE);
        return url == null
                ? checked(values, Setting.DATABASE.variable(), DatabaseOptions.defaults())
                : database(values, Setting.DATABASE.variable(), url);
    }

    /**
     * Returns the options for a database that is not named by its setting.
     *
     * @param name of what has given the URL, for problems
     */
    static DatabaseOptions database(SettingValues values, String name, String url) {
        return checked(values, name, new DatabaseOptions(url, values.given(Setting.DATABASE_PASSWORD_FILE)));
    }

    private static DatabaseOptions checked(SettingValues values, String name, DatabaseOptions options) {
        options.problems().forEach(problem -> values.add(name + " " + problem));
        return options;
    }

    /** Returns what is said about requests that leave. */
    static OutboundOptions outbound(SettingValues values) {
        String exceptions = values.given(Setting.NO_PROXY);
        Proxies proxies = new Proxies(
                values.given(Setting.HTTPS_PROXY),
                values.given(Setting.HTTP_PROXY),
                exceptions == null ? ProxyExceptions.NONE : ProxyExceptions.parse(exceptions));
        CertificateAuthorities authorities = values.given(Setting.CA_FILE);
        return new OutboundOptions(proxies, authorities == null ? CertificateAuthorities.OF_JAVA : authorities);
    }

    /** Returns the options of the callback door, with the limits of the quarantine. */
    static CallbackOptions callback(SettingValues values) {
        return CallbackOptions.defaults()
                .withPublicUrl(values.given(Setting.PUBLIC_URL))
                .withMaxBodyBytes(values.get(Setting.MAX_BODY))
                .withQuarantine(quarantine(values));
    }

    private static QuarantineLimits quarantine(SettingValues values) {
        QuarantineLimits limits = new QuarantineLimits(
                values.get(Setting.QUARANTINE_REQUESTS),
                values.get(Setting.QUARANTINE_BYTES),
                Duration.ofDays(values.get(Setting.QUARANTINE_DAYS)));
        limits.problems().forEach(values::add);
        return limits;
    }
}
