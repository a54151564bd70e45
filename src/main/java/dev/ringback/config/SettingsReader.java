package dev.ringback.config;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.upstream.Callbacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from the environment, or from flags that stand in for it, and from the file with the accounts. Goes on after the first
 * mistake, so that all are reported together.
 */
public final class SettingsReader {
    private static final Path DEFAULT_CONFIG = Path.of(Objects.requireNonNull(Setting.CONFIG.byDefault()));

    private final SettingValues values;

    /**
     * Reads nothing yet.
     *
     * @param values by the name of the environment variable; an empty value counts as not set
     */
    public SettingsReader(Map<String, String> values) {
        this.values = new SettingValues(values);
    }

    /**
     * The settings, checked.
     *
     * @throws InvalidSettingsException when anything is wrong, with everything that is
     */
    public Settings read() throws InvalidSettingsException {
        Settings settings = Settings.of(values);
        Path file = configFile();
        Accounts accounts = accounts(file);
        ForwardFile forward = forward(file);
        UpstreamFile upstream = upstream(file);
        Map<String, Fingerprint> parts = new HashMap<>(forward.parts());
        parts.putAll(upstream.parts());
        VaultFile vault = vault(file);
        parts.putAll(vault.parts());
        if (hasContent(file)) {
            parts.put(SettingPrints.FILE, Fingerprint.of(""));
        }
        settings = settings.withAccounts(accounts, forward.options())
                .withUpstream(upstream.options())
                .withVault(vault.options())
                .withParts(parts);
        values.given(Setting.LOG_LEVEL);
        checkCallbacks(settings);
        if (vault.options().isEnabled() && upstream.parts().isEmpty()) {
            values.add(
                    "vault copies from Twilio, for which upstream has to be there, such as upstream: {reads: missing};"
                            + " upstream: {enabled: false} lets it only serve what it has");
        }
        return checked(settings);
    }

    private void checkCallbacks(Settings settings) {
        Callbacks callbacks = settings.upstream().callbacks();
        if (callbacks == Callbacks.ADOPT && settings.callback().publicUrl() == null) {
            values.add("upstream.callbacks is adopt, for which " + Setting.PUBLIC_URL
                    + " has to say by which URL Twilio reaches Ringback");
        }
        if (callbacks != Callbacks.NONE
                && settings.forward().withCallbacks(false).names().contains(ForwardOptions.CALLBACKS)) {
            values.add("a receiver or target has the name '" + ForwardOptions.CALLBACKS
                    + "', which upstream.callbacks needs for what it calls");
        }
    }

    /**
     * Which database to use, for commands that need to know nothing else.
     *
     * @throws InvalidSettingsException when that is wrong
     */
    public DatabaseOptions readDatabase() throws InvalidSettingsException {
        return checked(ComposedOptions.database(values));
    }

    /**
     * Reads the database settings as {@link #readDatabase()} does, with a URL that was given by a flag.
     *
     * @param flag that is named if it is wrong
     */
    public DatabaseOptions readDatabase(String flag, String url) throws InvalidSettingsException {
        return checked(ComposedOptions.database(values, flag, url));
    }

    /**
     * How requests leave, for commands that need to know nothing else.
     *
     * @throws InvalidSettingsException when that is wrong
     */
    public OutboundOptions readOutbound() throws InvalidSettingsException {
        return checked(ComposedOptions.outbound(values));
    }

    private <T> T checked(T read) throws InvalidSettingsException {
        List<String> problems = values.problems();
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return read;
    }

    private Accounts accounts(@Nullable Path file) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        if (file != null) {
            AccountsFile accountsFile = AccountsFile.read(file);
            accountsFile.problems().forEach(values::add);
            accountsFile.accounts().forEach(account -> checkParent(account, accountsFile));
            accountsFile.accounts().forEach(account -> accounts.put(account.sid(), account));
        }
        addFromEnvironment(accounts);
        if (accounts.isEmpty() && values.problems().isEmpty()) {
            values.add("no account: set " + Setting.ACCOUNT_SID + " and " + Setting.AUTH_TOKEN
                    + ", or name accounts in " + (file == null ? DEFAULT_CONFIG : file));
        }
        return new Accounts(accounts.values());
    }

    private ForwardFile forward(@Nullable Path file) {
        if (file == null) {
            return ForwardFile.NONE;
        }
        ForwardFile read = ForwardFile.read(file);
        read.problems().forEach(values::add);
        return read;
    }

    private static boolean hasContent(@Nullable Path file) {
        try {
            return file != null && !Files.readString(file).isBlank();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private UpstreamFile upstream(@Nullable Path file) {
        if (file == null) {
            return UpstreamFile.NONE;
        }
        UpstreamFile read = UpstreamFile.read(file);
        read.problems().forEach(values::add);
        return read;
    }

    private VaultFile vault(@Nullable Path file) {
        if (file == null) {
            return VaultFile.NONE;
        }
        VaultFile read = VaultFile.read(file);
        read.problems().forEach(values::add);
        return read;
    }

    private void checkParent(Account account, AccountsFile file) {
        String parent = account.parent();
        if (parent != null && !file.sids().contains(parent) && !parent.equals(values.text(Setting.ACCOUNT_SID))) {
            values.add(account.sid() + " names a parent that is no account of the settings");
        }
    }

    private @Nullable Path configFile() {
        if (values.text(Setting.CONFIG) == null) {
            return Files.exists(DEFAULT_CONFIG) ? DEFAULT_CONFIG : null;
        }
        return values.given(Setting.CONFIG);
    }

    /** The environment's token comes first: it signs what we send. The file may add older ones to the same account. */
    private void addFromEnvironment(Map<String, Account> accounts) {
        String sid = values.text(Setting.ACCOUNT_SID);
        String token = values.text(Setting.AUTH_TOKEN);
        if (sid == null && token == null) {
            return;
        }
        if (sid == null || token == null) {
            values.add(
                    sid == null
                            ? Setting.ACCOUNT_SID + " is not set, but " + Setting.AUTH_TOKEN + " is"
                            : Setting.AUTH_TOKEN + " is not set, but " + Setting.ACCOUNT_SID + " is");
            return;
        }
        if (values.given(Setting.ACCOUNT_SID) == null) {
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
}
