package dev.ringback.web.session;

/**
 * Describes the form to sign in, as it is shown.
 *
 * @param user what somebody gave as the user name; may be empty
 * @param next the path to which it leads; harmless, but not escaped
 * @param problem why the last attempt failed; may be empty
 */
public record SignInForm(String user, String next, String problem) {}
