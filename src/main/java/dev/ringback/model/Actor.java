package dev.ringback.model;

import org.jspecify.annotations.Nullable;

/**
 * Names who has done something, for the audit.
 *
 * @param accountSid the account of the credential; null without one
 * @param credential the SID of an API key, or one of the constants below; never a secret
 * @param role the spelling of the {@link Role} that the credential had; null without one
 * @param osUser the user of the operating system who ran a command; null for all others
 */
public record Actor(
        @Nullable String accountSid,
        String credential,
        @Nullable String role,
        @Nullable String osUser) {
    /** Stands for any of the auth tokens of the account. */
    public static final String AUTH_TOKEN = "auth token";

    /** Stands for a signed link, which needs no credential. */
    public static final String SIGNED_LINK = "link";

    private static final String COMMAND = "command";
    private static final String OPERATING_SYSTEM = "operating system";

    /** Returns the holder of a credential of an account. */
    public static Actor of(String accountSid, String credential, Role role) {
        return new Actor(accountSid, credential, role.value(), null);
    }

    /** Returns whoever has a signed link. */
    public static Actor link() {
        return new Actor(null, SIGNED_LINK, null, null);
    }

    /** Returns the operating system, which passes on a signal and does not say from whom. */
    public static Actor operatingSystem() {
        return new Actor(null, OPERATING_SYSTEM, null, null);
    }

    /** Returns the user of the operating system who runs a command. */
    public static Actor command(String osUser) {
        return new Actor(null, COMMAND, null, osUser);
    }
}
