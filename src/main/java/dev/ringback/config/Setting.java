package dev.ringback.config;

import org.jspecify.annotations.Nullable;

/**
 * The settings that are given by an environment variable, and most of them by a flag too. The page of the settings is made from what
 * stands here.
 */
public enum Setting {
    ACCOUNT_SID("TWILIO_ACCOUNT_SID", null, "the account; more of them in the [file](#the-file)"),
    AUTH_TOKEN("TWILIO_AUTH_TOKEN", null, "its auth token; it signs what Ringback sends"),
    DATABASE(
            "RINGBACK_DATABASE",
            "jdbc:sqlite:data/ringback.db",
            "where events are kept; the file is created. Use a local disk. Or `jdbc:postgresql://HOST:PORT/DATABASE`, see"
                    + " [several nodes](several-nodes.md)",
            "--database"),
    DATABASE_PASSWORD_FILE(
            "RINGBACK_DATABASE_PASSWORD_FILE",
            null,
            "a file with the password for PostgreSQL, if the URL does not have it"),
    CALLBACK_LISTEN(
            "RINGBACK_CALLBACK_LISTEN",
            "0.0.0.0:8080",
            "the address of the callback door, where webhooks come in",
            "--callback-listen"),
    API_LISTEN(
            "RINGBACK_API_LISTEN",
            "127.0.0.1:8081",
            "the address of the API door, where your code reads",
            "--api-listen"),
    PUBLIC_URL(
            "RINGBACK_PUBLIC_URL",
            null,
            "the URL you gave Twilio. Without it Ringback tries the request's own URL and what proxies say (`X-Forwarded-*`,"
                    + " `Forwarded`)",
            "--public-url"),
    API_URL(
            "RINGBACK_API_URL",
            null,
            "scheme and host by which clients reach the API door, if a proxy stands before it. Without it Ringback takes what"
                    + " trusted proxies say",
            "--api-url"),
    TRUSTED_PROXIES(
            "RINGBACK_TRUSTED_PROXIES",
            "private",
            "whose forwarded headers count at the API door: addresses and ranges (`10.0.0.0/8, 203.0.113.7, 2001:db8::/32`),"
                    + " `private` for loopback, private and link-local ranges, or `none`",
            "--trusted-proxies"),
    MAX_BODY(
            "RINGBACK_MAX_BODY",
            "1000000",
            "larger webhooks are answered 413, as are forms of over 10,000 parameters; Debugger events embed whole requests",
            "--max-body"),
    QUARANTINE_REQUESTS(
            "RINGBACK_QUARANTINE_REQUESTS",
            "10000",
            "how many webhooks that could not be proved are kept in [quarantine](quarantine.md); 0 for none",
            "--quarantine-requests"),
    QUARANTINE_BYTES("RINGBACK_QUARANTINE_BYTES", "64000000", "how many bytes of them are kept", "--quarantine-bytes"),
    QUARANTINE_DAYS("RINGBACK_QUARANTINE_DAYS", "7", "how long they are kept", "--quarantine-days"),
    RETENTION(
            "RINGBACK_RETENTION",
            "400d",
            "how long to keep what has arrived: `400d`, `36h`, `P400D`, at least a day; or `forever`",
            "--retention"),
    CONFIG(
            "RINGBACK_CONFIG",
            "ringback.yaml",
            "the [file](#the-file) with more accounts, with [alerts](alerts.md) and further consumers; the one of the default is"
                    + " read if it exists",
            "--config"),
    LOG_LEVEL(
            "RINGBACK_LOG_LEVEL",
            "INFO",
            "of Ringback's own log, on standard error: `ERROR`, `WARN`, `INFO`, `DEBUG`, `TRACE` or `OFF`"),
    /** Read by {@code scripts/ringback} alone. */
    JAVA_OPTS(
            "RINGBACK_JAVA_OPTS",
            null,
            "options for the Java machine, read by `scripts/ringback`; they win over those of `scripts/java.options`, and a"
                    + " collector named here replaces ours");

    private final String variable;
    private final @Nullable String byDefault;
    private final String meaning;
    private final @Nullable String flag;

    Setting(String variable, @Nullable String byDefault, String meaning) {
        this(variable, byDefault, meaning, null);
    }

    Setting(String variable, @Nullable String byDefault, String meaning, @Nullable String flag) {
        this.variable = variable;
        this.byDefault = byDefault;
        this.meaning = meaning;
        this.flag = flag;
    }

    /** The name of its environment variable. */
    public String variable() {
        return variable;
    }

    /** The value that gives the same as none at all; null where there is none. */
    public @Nullable String byDefault() {
        return byDefault;
    }

    /** Explains it in Markdown, as the page of the settings shows it. */
    public String meaning() {
        return meaning;
    }

    /** The flag that wins over the variable, with its two hyphens; null where there is none. */
    public @Nullable String flag() {
        return flag;
    }

    /** The variable, by which messages name a setting. */
    @Override
    public String toString() {
        return variable;
    }
}
