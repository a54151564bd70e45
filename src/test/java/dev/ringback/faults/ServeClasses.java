package dev.ringback.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of {@code serve}, with our own classes in a jar as users have them: from a folder, each class would open a file when it
 * is first needed.
 */
final class ServeClasses {
    /** Of this Java machine: another may be running tests too. */
    private static final Path FOLDER = Path.of(
                    "target", "faults", "classes-" + ProcessHandle.current().pid())
            .toAbsolutePath();

    private static final String CLASSES =
            Path.of("target", "classes").toAbsolutePath().toString();
    private static final String PATH = path();

    private ServeClasses() {}

    static String classPath() {
        return PATH;
    }

    /** Options with which the Java machine starts in half the time, if it can. */
    static List<String> quickly() {
        return Quickly.OPTIONS;
    }

    /** Made when it is first asked for: it takes a few seconds. */
    private static final class Quickly {
        private static final Path ARCHIVE = FOLDER.resolve("serve.jsa");
        private static final List<String> COMPILER = List.of("-XX:TieredStopAtLevel=1");
        private static final List<String> OPTIONS = options();

        private static List<String> options() {
            try {
                Files.deleteIfExists(ARCHIVE);
                Path database = Files.createTempDirectory("ringback-archive").resolve("ringback.db");
                ServeProcess.Recipe recipe = new ServeProcess.Recipe(database, ServeProcess.freePort());
                COMPILER.forEach(recipe::javaOption);
                recipe.javaOption("-Xlog:disable").javaOption("-XX:ArchiveClassesAtExit=" + ARCHIVE);
                try (ServeProcess serve = recipe.start()) {
                    serve.terminate(Duration.ofSeconds(60));
                }
                Scratch.delete(database.getParent());
            } catch (Exception notHere) {
                System.out.println("faults: no class archive: " + notHere);
            }
            List<String> options = new ArrayList<>(COMPILER);
            if (Files.exists(ARCHIVE)) {
                options.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off"));
            }
            return List.copyOf(options);
        }
    }

    private static String path() {
        Path jar = FOLDER.resolve("ringback-classes.jar");
        try {
            Files.createDirectories(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        if (tool.run(System.out, System.err, "--create", "--no-compress", "--file", jar.toString(), "-C", CLASSES, ".")
                != 0) {
            throw new IllegalStateException("the jar could not be made");
        }
        List<String> path = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        return path.stream()
                .flatMap(entry -> entry.equals(CLASSES) ? Stream.of(jar.toString()) : Stream.of(entry))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
