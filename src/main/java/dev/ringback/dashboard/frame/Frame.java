package dev.ringback.dashboard.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what stands around a page.
 *
 * @param title of the page
 * @param active which part of the dashboard it belongs to, as {@code messages}
 * @param accountSid whose resources it shows
 * @param isOtherAccount whether that is not the caller's own, so that links have to name it
 * @param accounts that the caller may choose from; one where there is no choice
 * @param search what was searched for; empty for nothing
 * @param caller who looks: a SID, shortened
 * @param role of the caller
 * @param csrf goes with every form; null where the caller may not act
 * @param isSession whether the caller has signed in by the form, so that there is something to sign out of
 * @param theme {@code dark}, {@code light}, or empty to go by the system
 * @param live filters of the stream that says when the page is to be looked at again; null where it stays as it is
 * @param assets says which version of script and style the page was made for
 */
public record Frame(
        String title,
        String active,
        String accountSid,
        boolean isOtherAccount,
        List<String> accounts,
        String search,
        String caller,
        String role,
        @Nullable String csrf,
        boolean isSession,
        String theme,
        @Nullable String live,
        String assets) {
    public Frame {
        accounts = List.copyOf(accounts);
    }

    /** Returns a local address that names the account where it has to. */
    public String link(String path) {
        return isOtherAccount ? path + (path.contains("?") ? '&' : '?') + "Account=" + accountSid : path;
    }

    /** Returns the same frame of a page that is looked at again when the stream with these filters tells of a change. */
    public Frame following(String filters) {
        return new Frame(
                title,
                active,
                accountSid,
                isOtherAccount,
                accounts,
                search,
                caller,
                role,
                csrf,
                isSession,
                theme,
                filters,
                assets);
    }
}
