package dev.ringback.config;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.ingest.CallbackOptions;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.storage.QuarantineLimits;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.twilio.Sid;
import dev.ringback.upkeep.RetentionOptions;
import dev.ringback.web.door.ListenAddress;
import dev.ringback.web.proxy.ApiUrls;
import dev.ringback.web.proxy.TrustedProxies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from the environment, or from flags that stand in for it, and from the file with the accounts. Goes on after the first
 * mistake, so that all are reported together.
 */
public final class SettingsReader {
    private static final Path DEFAULT_CONFIG = Path.of("ringback.yaml");

    private static final List<String> LOG_LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE", "OFF");

    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    /**
     * Reads nothing yet.
     *
     * @param values by the name of the environment variable; an empty value counts as not set
     */
    public SettingsReader(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The settings, checked.
     *
     * @throws InvalidSettingsException when anything is wrong, with everything that is
     */
    public Settings read() throws InvalidSettingsException {
        Settings settings = new Settings(
                database(),
                listen(Setting.CALLBACK_LISTEN),
                listen(Setting.API_LISTEN),
                callback(),
                apiUrl(),
                trustedProxies(),
                retention(),
                accounts(),
                forward());
        checkLogLevel();
        return checked(settings);
    }

    /**
     * Which database to use, for commands that need to know nothing else.
     *
     * @throws InvalidSettingsException when that is wrong
     */
    public DatabaseOptions readDatabase() throws InvalidSettingsException {
        return checked(database());
    }

    /**
     * Reads the database settings as {@link #readDatabase()} does, with a URL that was given by a flag.
     *
     * @param flag that is named if it is wrong
     */
    public DatabaseOptions readDatabase(String flag, String url) throws InvalidSettingsException {
        return checked(database(flag, url));
    }

    private <T> T checked(T read) throws InvalidSettingsException {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return read;
    }

    private DatabaseOptions database() {
        String url = value(Setting.DATABASE);
        return url == null
                ? database(Setting.DATABASE.variable(), DatabaseOptions.defaults())
                : database(Setting.DATABASE.variable(), url);
    }

    private DatabaseOptions database(String name, String url) {
        return database(name, new DatabaseOptions(url, databasePasswordFile()));
    }

    private DatabaseOptions database(String name, DatabaseOptions options) {
        options.problems().forEach(problem -> problems.add(name + " " + problem));
        return options;
    }

    private @Nullable Path databasePasswordFile() {
        String value = value(Setting.DATABASE_PASSWORD_FILE);
        if (value == null) {
            return null;
        }
        Path file = Path.of(value);
        if (!Files.isReadable(file)) {
            problems.add(Setting.DATABASE_PASSWORD_FILE + " names " + file + ", which cannot be read");
        }
        return file;
    }

    private ListenAddress listen(Setting setting) {
        ListenAddress otherwise =
                ListenAddress.parse(Objects.requireNonNull(setting.byDefault())).orElseThrow();
        String value = value(setting);
        if (value == null) {
            return otherwise;
        }
        return ListenAddress.parse(value).orElseGet(() -> {
            problems.add(setting + " must be HOST:PORT, such as " + otherwise);
            return otherwise;
        });
    }

    private CallbackOptions callback() {
        CallbackOptions options = CallbackOptions.defaults()
                .withPublicUrl(value(Setting.PUBLIC_URL))
                .withMaxBodyBytes(integer(Setting.MAX_BODY, "bytes", CallbackOptions.DEFAULT_MAX_BODY_BYTES))
                .withQuarantine(quarantine());
        problems.addAll(options.problems());
        return options;
    }

    private QuarantineLimits quarantine() {
        QuarantineLimits defaults = QuarantineLimits.defaults();
        return new QuarantineLimits(
                integer(Setting.QUARANTINE_REQUESTS, "requests", defaults.requests()),
                number(Setting.QUARANTINE_BYTES, "bytes", defaults.bytes()),
                Duration.ofDays(integer(
                        Setting.QUARANTINE_DAYS, "days", (int) defaults.age().toDays())));
    }

    /** Reads an integer. One that is too large for an int becomes the greatest or least int, which is beyond every limit too. */
    private int integer(Setting setting, String unit, int otherwise) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number(setting, unit, otherwise)));
    }

    private long number(Setting setting, String unit, long otherwise) {
        String value = value(setting);
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            problems.add(setting + " must be a number of " + unit);
            return otherwise;
        }
    }

    /** The log itself would fall back to DEBUG without a word. */
    private void checkLogLevel() {
        String value = value(Setting.LOG_LEVEL);
        if (value != null && !LOG_LEVELS.contains(value.toUpperCase(Locale.ROOT))) {
            problems.add(Setting.LOG_LEVEL + " must be one of " + String.join(", ", LOG_LEVELS));
        }
    }

    private @Nullable String apiUrl() {
        String value = value(Setting.API_URL);
        if (value != null && !ApiUrls.isUrl(value)) {
            problems.add(Setting.API_URL + " must be a scheme and a host, such as https://ringback.example.com");
        }
        return value;
    }

    private TrustedProxies trustedProxies() {
        String value = value(Setting.TRUSTED_PROXIES);
        if (value == null) {
            return TrustedProxies.defaults();
        }
        return TrustedProxies.parse(value).orElseGet(() -> {
            problems.add(Setting.TRUSTED_PROXIES + " must be 'none', or a list of addresses and ranges such as"
                    + " 10.0.0.0/8, 192.0.2.7, 2001:db8::/32, or 'private' for loopback and private ranges");
            return TrustedProxies.none();
        });
    }

    private RetentionOptions retention() {
        String value = value(Setting.RETENTION);
        if (value == null) {
            return RetentionOptions.defaults();
        }
        return RetentionOptions.parse(value).orElseGet(() -> {
            problems.add(Setting.RETENTION + " must be how long to keep what has arrived, at least a day, such as 400d,"
                    + " or 'forever'");
            return RetentionOptions.defaults();
        });
    }

    private Accounts accounts() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        Path file = configFile();
        if (file != null) {
            AccountsFile accountsFile = AccountsFile.read(file);
            problems.addAll(accountsFile.problems());
            accountsFile.accounts().forEach(account -> checkParent(account, accountsFile));
            accountsFile.accounts().forEach(account -> accounts.put(account.sid(), account));
        }
        addFromEnvironment(accounts);
        if (accounts.isEmpty() && problems.isEmpty()) {
            problems.add("no account: set " + Setting.ACCOUNT_SID + " and " + Setting.AUTH_TOKEN
                    + ", or name accounts in " + (file == null ? DEFAULT_CONFIG : file));
        }
        return new Accounts(accounts.values());
    }

    private ForwardOptions forward() {
        Path file = readableConfigFile();
        if (file == null) {
            return ForwardOptions.NONE;
        }
        ForwardFile read = ForwardFile.read(file);
        problems.addAll(read.problems());
        return read.options();
    }

    private void checkParent(Account account, AccountsFile file) {
        String parent = account.parent();
        if (parent != null && !file.sids().contains(parent) && !parent.equals(value(Setting.ACCOUNT_SID))) {
            problems.add(account.sid() + " names a parent that is no account of the settings");
        }
    }

    private @Nullable Path configFile() {
        Path file = readableConfigFile();
        if (file == null && value(Setting.CONFIG) != null) {
            problems.add(Setting.CONFIG + " names a file that cannot be read");
        }
        return file;
    }

    private @Nullable Path readableConfigFile() {
        String value = value(Setting.CONFIG);
        if (value == null) {
            return Files.exists(DEFAULT_CONFIG) ? DEFAULT_CONFIG : null;
        }
        return Files.isReadable(Path.of(value)) ? Path.of(value) : null;
    }

    /** The environment's token comes first: it signs what we send. The file may add older ones to the same account. */
    private void addFromEnvironment(Map<String, Account> accounts) {
        String sid = value(Setting.ACCOUNT_SID);
        String token = value(Setting.AUTH_TOKEN);
        if (sid == null && token == null) {
            return;
        }
        if (sid == null || token == null) {
            problems.add(
                    sid == null
                            ? Setting.ACCOUNT_SID + " is not set, but " + Setting.AUTH_TOKEN + " is"
                            : Setting.AUTH_TOKEN + " is not set, but " + Setting.ACCOUNT_SID + " is");
            return;
        }
        if (!Sid.isSid(sid, "AC")) {
            problems.add(Setting.ACCOUNT_SID + " must be AC and 32 hexadecimal digits");
            return;
        }
        Account named = accounts.get(sid);
        if (named == null) {
            accounts.put(sid, Account.of(sid, token));
            return;
        }
        List<String> tokens = new ArrayList<>(List.of(token));
        named.authTokens().stream().filter(other -> !other.equals(token)).forEach(tokens::add);
        accounts.put(sid, new Account(sid, tokens, named.parent(), named.signingKeys(), named.apiKeys()));
    }

    private @Nullable String value(Setting setting) {
        String value = values.get(setting.variable());
        return value == null || value.isBlank() ? null : value.strip();
    }
}
