package dev.ringback.storage.jdbi.postgres;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Says which PostgreSQL database to use.
 *
 * @param jdbcUrl begins with {@link #PREFIX}
 * @param passwordFile whose first line is the password; null where the URL has it, or none is needed
 */
public record PostgresOptions(String jdbcUrl, @Nullable Path passwordFile) {
    /** Begins the URL of every PostgreSQL database. */
    public static final String PREFIX = "jdbc:postgresql:";

    private static final Pattern ALMOST = Pattern.compile("(?i)(jdbc:)?postgres(ql)?:");
    private static final Pattern PARTS = Pattern.compile(PREFIX + "(//(?<hosts>[^/?]*)/)?(?<database>[^/?]+)?(\\?.*)?");

    /** Whether a URL is meant for PostgreSQL, but may be misspelled. */
    public static boolean isAlmost(String jdbcUrl) {
        return ALMOST.matcher(jdbcUrl).lookingAt();
    }

    /** Lists what is wrong, one sentence each, to follow the name of the setting. The URL itself is not repeated. */
    public List<String> problems() {
        Matcher parts = PARTS.matcher(jdbcUrl);
        if (!parts.matches() || parts.group("database") == null) {
            return List.of("names no database behind the host: it has to be " + PREFIX + "//HOST:PORT/DATABASE");
        }
        if (String.valueOf(parts.group("hosts")).contains("@")) {
            return List.of(
                    "names a user before the host, which PostgreSQL's driver does not understand: write ?user=NAME behind"
                            + " the database, and put the password into the file that RINGBACK_DATABASE_PASSWORD_FILE names");
        }
        try {
            new PGSimpleDataSource().setUrl(jdbcUrl);
        } catch (IllegalArgumentException notUnderstood) {
            return List.of("cannot be understood: must be " + PREFIX + "//HOST:PORT/DATABASE");
        }
        return parameters()
                .filter(name -> PGProperty.forName(name) == null)
                .map(name -> "sets '" + name + "', which PostgreSQL's driver does not know")
                .toList();
    }

    /** The names of those that the URL sets. */
    private Stream<String> parameters() {
        int begin = jdbcUrl.indexOf('?');
        return begin < 0
                ? Stream.empty()
                : Arrays.stream(jdbcUrl.substring(begin + 1).split("&"))
                        .map(parameter -> parameter.replaceFirst("=.*", ""))
                        .filter(name -> !name.isEmpty());
    }

    /** Returns the URL without what nobody needs to see: its parameters, of which one may be the password. */
    public String shownUrl() {
        return jdbcUrl.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }

    /** Whether the URL sets a parameter of PostgreSQL's driver. */
    boolean says(String parameter) {
        return parameters().anyMatch(parameter::equals);
    }
}
