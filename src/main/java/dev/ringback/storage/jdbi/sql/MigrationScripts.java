package dev.ringback.storage.jdbi.sql;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the scripts of the schema on the classpath, in the jar or in a folder of classes. */
final class MigrationScripts {
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql$");

    private MigrationScripts() {}

    /**
     * Returns the version of the newest script.
     *
     * @param folder of the classpath, as {@code schema/sqlite}
     */
    static int newest(String folder) {
        URL url = MigrationScripts.class.getClassLoader().getResource(folder);
        if (url == null) {
            throw new IllegalStateException("no scripts in " + folder);
        }
        try {
            return names(url, folder).stream()
                    .flatMap(name -> NAME.matcher(name).results())
                    .map(MatchResult::group)
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max()
                    .orElseThrow();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the scripts in " + folder + " cannot be listed", e);
        }
    }

    private static List<String> names(URL url, String folder) throws IOException, URISyntaxException {
        if (url.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder + "/"))
                    .toList();
        }
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
