package dev.ringback.config;

import dev.ringback.outbound.CertificateAuthorities;
import dev.ringback.outbound.HttpProxy;
import dev.ringback.twilio.Sid;
import dev.ringback.upkeep.RetentionOptions;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.proxy.ApiUrls;
import dev.ringback.web.proxy.TrustedProxies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Declares a setting that is given by an environment variable, and mostly by a flag too: variable, default, meaning, flag, and the form of
 * its value. Its check, the flag with its help, and its row on the page of the settings are made from the declaration. Immutable.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {
    /** Has to come first: the declarations enter themselves. */
    private static final List<Setting<?>> DECLARED = new ArrayList<>();

    private static final Pattern SHARED = Pattern.compile("(HTTPS?|NO)_PROXY");

    private static final String PROXY_FORM =
            "must be the URL of a proxy that is spoken to by plain HTTP, such as http://proxy.example.com:3128; special characters"
                    + " of a password need percent escapes";

    public static final Setting<String> ACCOUNT_SID = declare(
            "TWILIO_ACCOUNT_SID",
            null,
            "the account; more of them in the [file](#the-file)",
            null,
            Form.text(sid -> Sid.isSid(sid, "AC"), "must be AC and 32 hexadecimal digits"));

    public static final Setting<String> AUTH_TOKEN =
            declare("TWILIO_AUTH_TOKEN", null, "its auth token; it signs what Ringback sends", null, Form.text());

    /** Is checked by {@link ComposedOptions}, together with the file of the password. */
    public static final Setting<String> DATABASE = declare(
            "RINGBACK_DATABASE",
            "jdbc:sqlite:data/ringback.db",
            "where events are kept; the file is created. Use a local disk. Or `jdbc:postgresql://HOST:PORT/DATABASE`, see"
                    + " [several nodes](several-nodes.md)",
            new Flag("--database", "URL", "Where events are kept"),
            Form.text());

    public static final Setting<Path> DATABASE_PASSWORD_FILE = declare(
            "RINGBACK_DATABASE_PASSWORD_FILE",
            null,
            "a file with the password for PostgreSQL, if the URL does not have it",
            null,
            Form.readableFile(file -> "names " + file + ", which cannot be read"));

    public static final Setting<ListenAddress> CALLBACK_LISTEN = declare(
            "RINGBACK_CALLBACK_LISTEN",
            "0.0.0.0:8080",
            "the address of the callback door, where webhooks come in",
            new Flag("--callback-listen", "HOST:PORT", "Where Twilio's webhooks come in"),
            Form.parsed(ListenAddress::parse, "must be HOST:PORT, such as 0.0.0.0:8080"));

    public static final Setting<ListenAddress> API_LISTEN = declare(
            "RINGBACK_API_LISTEN",
            "127.0.0.1:8081",
            "the address of the API door, where your code reads",
            new Flag("--api-listen", "HOST:PORT", "Where your code reads"),
            Form.parsed(ListenAddress::parse, "must be HOST:PORT, such as 127.0.0.1:8081"));

    public static final Setting<String> PUBLIC_URL = declare(
            "RINGBACK_PUBLIC_URL",
            null,
            "the URL you gave Twilio. Without it Ringback tries the request's own URL and what proxies say (`X-Forwarded-*`,"
                    + " `Forwarded`). A fragment, such as `#rc=5&rp=all`, goes into the callback URLs that Ringback adds",
            new Flag(
                    "--public-url",
                    "URL",
                    "The URL you give Twilio; without it, each request's own or what its proxy says"),
            Form.text(
                    url -> url.matches("(?i)https?://[^/?#\\s]+(/[^?#\\s]*)?(#[^?#\\s]*)?"),
                    "must be the URL you give Twilio, such as https://hooks.example.com/twilio, without query"));

    public static final Setting<String> API_URL = declare(
            "RINGBACK_API_URL",
            null,
            "scheme and host by which clients reach the API door, if a proxy stands before it. Without it Ringback takes what"
                    + " trusted proxies say",
            new Flag("--api-url", "URL", "Where clients reach the API, if not by its own address"),
            Form.text(ApiUrls::isUrl, "must be a scheme and a host, such as https://ringback.example.com"));

    public static final Setting<TrustedProxies> TRUSTED_PROXIES = declare(
            "RINGBACK_TRUSTED_PROXIES",
            "private",
            "whose forwarded headers count at the API door: addresses and ranges (`10.0.0.0/8, 203.0.113.7, 2001:db8::/32`),"
                    + " `private` for loopback, private and link-local ranges, or `none`",
            new Flag(
                    "--trusted-proxies",
                    "LIST",
                    "Whose forwarded headers count at the API: addresses and ranges, 'private' for loopback and private"
                            + " ranges, or 'none'"),
            Form.parsed(
                    TrustedProxies::parse,
                    "must be 'none', or a list of addresses and ranges such as 10.0.0.0/8, 192.0.2.7, 2001:db8::/32, or"
                            + " 'private' for loopback and private ranges"));

    public static final Setting<Integer> MAX_BODY = declare(
            "RINGBACK_MAX_BODY",
            "1000000",
            "larger webhooks are answered 413, as are forms of over 10,000 parameters; Debugger events embed whole requests",
            new Flag("--max-body", "BYTES", "Larger webhooks are refused"),
            Form.integer("bytes", 10_000, 64_000_000));

    public static final Setting<Integer> MAX_WAITS = declare(
            "RINGBACK_MAX_WAITS",
            "10000",
            "how many requests to the API door may [wait for a state](waiting.md) at once; more are answered 429",
            new Flag("--max-waits", "N", "How many requests to the API may wait for a state"),
            Form.integer("requests", 0, 100_000));

    public static final Setting<Integer> MAX_STREAMS = declare(
            "RINGBACK_MAX_STREAMS",
            "1000",
            "how many [streams](waiting.md#streams) of changes an account may have open at once; more are answered 429",
            new Flag("--max-streams", "N", "How many streams an account may have open"),
            Form.integer("streams", 0, 100_000));

    public static final Setting<Integer> QUARANTINE_REQUESTS = declare(
            "RINGBACK_QUARANTINE_REQUESTS",
            "10000",
            "how many webhooks that could not be proved are kept in [quarantine](quarantine.md); 0 for none",
            new Flag("--quarantine-requests", "N", "How many unproved webhooks are kept"),
            Form.integer("requests"));

    public static final Setting<Long> QUARANTINE_BYTES = declare(
            "RINGBACK_QUARANTINE_BYTES",
            "64000000",
            "how many bytes of them are kept",
            new Flag("--quarantine-bytes", "BYTES", "How many bytes of them are kept"),
            Form.number("bytes"));

    public static final Setting<Integer> QUARANTINE_DAYS = declare(
            "RINGBACK_QUARANTINE_DAYS",
            "7",
            "how long they are kept",
            new Flag("--quarantine-days", "DAYS", "How long they are kept"),
            Form.integer("days"));

    public static final Setting<RetentionOptions> RETENTION = declare(
            "RINGBACK_RETENTION",
            "400d",
            "how long to keep what has arrived: `400d`, `36h`, `P400D`, at least a day; or `forever`",
            new Flag("--retention", "DURATION", "How long to keep what has arrived: 400d, 36h or forever"),
            Form.parsed(
                    RetentionOptions::parse,
                    "must be how long to keep what has arrived, at least a day, such as 400d, or 'forever'"));

    public static final Setting<Path> CONFIG = declare(
            "RINGBACK_CONFIG",
            "ringback.yaml",
            "the [file](#the-file) with more accounts, with [alerts](alerts.md) and further consumers; the one of the default is"
                    + " read if it exists",
            new Flag(
                    "--config",
                    "FILE",
                    "Accounts, rotated tokens, API keys, alerts; the default file is read if it exists"),
            Form.readableFile(file -> "names a file that cannot be read"));

    public static final Setting<CertificateAuthorities> CA_FILE = declare(
            "RINGBACK_CA_FILE",
            null,
            "a PEM file with certificate authorities that are trusted beside those of Java, by all that Ringback sends to",
            new Flag("--ca-file", "FILE", "Certificate authorities to trust beside those of Java, as PEM"),
            Form.certificates());

    public static final Setting<HttpProxy> HTTPS_PROXY = declare(
            "HTTPS_PROXY",
            null,
            "the [proxy](running.md#through-a-proxy) for requests to `https` URLs, such as `http://user:password@proxy:3128`; in small"
                    + " letters too, which win, as for the next two",
            null,
            Form.parsed(HttpProxy::parse, PROXY_FORM));

    public static final Setting<HttpProxy> HTTP_PROXY = declare(
            "HTTP_PROXY",
            null,
            "the proxy for requests to `http` URLs",
            null,
            Form.parsed(HttpProxy::parse, PROXY_FORM));

    public static final Setting<String> NO_PROXY = declare(
            "NO_PROXY",
            null,
            "which hosts are reached without a proxy: hosts with all below them, `.example.com` for only what is below, addresses and"
                    + " ranges, each with `:port` if need be, or `*`. This machine always is",
            null,
            Form.text());

    /** Is read by the log itself, which would fall back to DEBUG without a word. */
    public static final Setting<String> LOG_LEVEL = declare(
            "RINGBACK_LOG_LEVEL",
            "INFO",
            "of Ringback's own log, on standard error: `ERROR`, `WARN`, `INFO`, `DEBUG`, `TRACE` or `OFF`",
            null,
            Form.oneOf(List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE", "OFF")));

    /** Is read by {@code scripts/ringback} alone. */
    public static final Setting<String> JAVA_OPTS = declare(
            "RINGBACK_JAVA_OPTS",
            null,
            "options for the Java machine, read by `scripts/ringback`; they win over those of `scripts/java.options`, and a"
                    + " collector named here replaces ours",
            null,
            Form.text());

    private final String variable;
    private final @Nullable String byDefault;
    private final String meaning;
    private final @Nullable Flag flag;
    private final Form<T> form;

    private Setting(String variable, @Nullable String byDefault, String meaning, @Nullable Flag flag, Form<T> form) {
        this.variable = variable;
        this.byDefault = byDefault;
        this.meaning = meaning;
        this.flag = flag;
        this.form = form;
    }

    /**
     * Describes the flag of a setting.
     *
     * @param name with its two hyphens
     * @param label of its value, such as {@code URL}
     * @param help begins its line in the help; the variable, the default and a full stop are added
     */
    public record Flag(String name, String label, String help) {}

    private static <T> Setting<T> declare(
            String variable, @Nullable String byDefault, String meaning, @Nullable Flag flag, Form<T> form) {
        Setting<T> setting = new Setting<>(variable, byDefault, meaning, flag, form);
        DECLARED.add(setting);
        return setting;
    }

    /** Returns all settings, in the order of their declarations. */
    public static List<Setting<?>> all() {
        return List.copyOf(DECLARED);
    }

    /** Returns the name of its environment variable. */
    public String variable() {
        return variable;
    }

    /**
     * Returns the names under which it is looked for, the one that wins first: variables that other programs read too have a second name in
     * small letters.
     */
    List<String> variables() {
        return SHARED.matcher(variable).matches()
                ? List.of(variable.toLowerCase(Locale.ROOT), variable)
                : List.of(variable);
    }

    /** Returns the text that gives the same as none at all; null where there is none. */
    public @Nullable String byDefault() {
        return byDefault;
    }

    /** Explains it in Markdown, as the page of the settings shows it. */
    public String meaning() {
        return meaning;
    }

    /** Returns the flag that wins over the variable; null where there is none. */
    public @Nullable Flag flag() {
        return flag;
    }

    /**
     * Returns the value that a text gives.
     *
     * @param text without spaces around it, never empty
     */
    T read(String text) throws WrongValueException {
        return form.read(text);
    }

    /** Returns the variable, by which messages name a setting. */
    @Override
    public String toString() {
        return variable;
    }
}
