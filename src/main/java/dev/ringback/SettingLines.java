package dev.ringback;

import dev.ringback.config.Settings;
import dev.ringback.dashboard.operations.OperationsView.Line;
import dev.ringback.model.Account;
import dev.ringback.model.ApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows to people which settings are in effect, without any secret. */
final class SettingLines {
    private SettingLines() {}

    static List<Line> of(Settings settings) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Database", database(settings.database().jdbcUrl())));
        lines.add(new Line("Callback door", settings.callbackListen().toString()));
        lines.add(new Line("API door", settings.apiListen().toString()));
        lines.add(new Line(
                "RINGBACK_PUBLIC_URL",
                Objects.requireNonNullElse(
                        settings.callback().publicUrl(), "not set: each request's own URL is tried")));
        lines.add(new Line("RINGBACK_API_URL", Objects.requireNonNullElse(settings.apiUrl(), "not set")));
        lines.add(new Line("Kept for", days(settings.retention().keep())));
        settings.accounts().all().forEach(account -> lines.add(new Line("Account " + account.sid(), account(account))));
        lines.add(new Line("upstream", upstream(settings)));
        lines.add(new Line("vault", vault(settings)));
        lines.add(new Line("Receivers and targets", names(settings)));
        lines.add(new Line("Waits and streams at most", settings.maxWaits() + ", " + settings.maxStreams()));
        return lines;
    }

    /** A URL may carry a password in its query. */
    private static String database(String jdbcUrl) {
        int query = jdbcUrl.indexOf('?');
        String plain = query < 0 ? jdbcUrl : jdbcUrl.substring(0, query) + "?…";
        int at = plain.indexOf('@');
        int slashes = plain.indexOf("//");
        return at > slashes && slashes >= 0 ? plain.substring(0, slashes + 2) + "…" + plain.substring(at) : plain;
    }

    private static String days(@Nullable Duration keep) {
        return keep == null ? "ever" : keep.toDays() + " days";
    }

    private static String account(Account account) {
        String keys = account.apiKeys().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(SettingLines::key)
                .collect(Collectors.joining(", "));
        int tokens = account.authTokens().size();
        return (tokens == 1 ? "1 auth token" : tokens + " auth tokens") + (keys.isEmpty() ? "" : ", keys " + keys);
    }

    private static String key(Map.Entry<String, ApiKey> key) {
        return key.getKey() + " (" + key.getValue().role().value() + ')';
    }

    private static String upstream(Settings settings) {
        if (!settings.upstream().enabled()) {
            return "off: Twilio is never called";
        }
        return "reads " + settings.upstream().reads() + (settings.upstream().pass() ? ", passes reads" : "")
                + (settings.upstream().writes() ? ", passes writes" : "");
    }

    private static String vault(Settings settings) {
        if (settings.vault().folder() != null) {
            return "folder " + settings.vault().folder();
        }
        return settings.vault().s3() == null ? "off" : "s3";
    }

    private static String names(Settings settings) {
        List<String> names = settings.forward().names();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
