package dev.ringback.vault.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that are being written. They lie in one folder beside the objects, and their names say which object each will be: the key with {@code ~} in the place
 * of slashes, then {@code ~} and something unique.
 */
final class IncompleteFiles {
    private static final String FOLDER = ".incomplete";
    private static final Pattern NAME = Pattern.compile("(.+)~[0-9a-f-]{36}");

    private final FolderTree tree;
    private final Path folder;

    IncompleteFiles(FolderTree tree) {
        this.tree = tree;
        this.folder = tree.root().resolve(FOLDER);
    }

    /** Creates an empty file that is to become an object. */
    Path create(String key) throws IOException {
        tree.makeFolder(folder);
        Path file = folder.resolve(key.replace('/', '~') + "~" + UUID.randomUUID());
        tree.makeFile(file);
        return file;
    }

    List<String> keys() throws IOException {
        return List.copyOf(files().keySet());
    }

    void discard(String key) throws IOException {
        for (Path file : files().getOrDefault(key, List.of())) {
            Files.deleteIfExists(file);
        }
    }

    private Map<String, List<Path>> files() throws IOException {
        Map<String, List<Path>> files = new TreeMap<>();
        tree.checkFolder(folder);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path file : entries) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    files.computeIfAbsent(name.group(1).replace('~', '/'), key -> new ArrayList<>())
                            .add(file);
                }
            }
        } catch (NoSuchFileException nothingWasEverWritten) {
            return Map.of();
        }
        return files;
    }
}
