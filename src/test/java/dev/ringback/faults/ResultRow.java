package dev.ringback.faults;

import dev.ringback.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of the table of results. Written below {@code target/}, from where {@code scripts/faults} puts the table together; the number in
 * front is its place there.
 */
final class ResultRow {
    private static final Path FOLDER = Path.of("target", "faults");

    private final String name;
    private final String title;
    private final List<String> figures = new ArrayList<>();

    /**
     * @param name of the file, beginning with the place in the table
     * @param title what was done
     */
    ResultRow(String name, String title) {
        this.name = name;
        this.title = title;
    }

    ResultRow figure(String format, Object... arguments) {
        figures.add(String.format(Locale.ROOT, format, arguments));
        return this;
    }

    /** To be called when everything was found as it should be. */
    void write() {
        String row = "| " + title + " | " + String.join("; ", figures) + " |";
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name + "." + Form.NOW.name().toLowerCase(Locale.ROOT)), row + "\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        System.out.println("faults: " + title + ": " + String.join("; ", figures));
    }
}
