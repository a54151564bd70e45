package dev.ringback.dashboard.frame;

/**
 * Holds what the form to sign in shows.
 *
 * @param user what somebody gave as the user name; may be empty
 * @param next the path to which it leads
 * @param problem why the last attempt failed; may be empty
 * @param assets says which version of the style the page was made for
 */
public record SignInView(String user, String next, String problem, String assets) {}
