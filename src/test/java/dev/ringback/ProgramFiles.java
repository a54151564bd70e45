package dev.ringback;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of the programs that {@link JavaLauncher} starts: our own are put into jars, as users have them, because an archive takes no
 * folders; and the archive lets a Java machine start in half the time. All Java machines that run tests share them, and the first makes them.
 */
final class ProgramFiles {
    private static final Path HOME = Path.of("target", "programs").toAbsolutePath();
    private static final List<Path> FOLDERS = List.of(
            Path.of("target", "classes").toAbsolutePath(),
            Path.of("target", "test-classes").toAbsolutePath());
    private static final long REHEARSAL_SECONDS = 120;

    private static final Path FOLDER = make();

    private ProgramFiles() {}

    /** The class path of this process, with jars in the place of folders. */
    static String classPath() {
        return classPath(FOLDER);
    }

    /** Options that use the archive; none where it could not be made, which {@link #archive} tells. */
    static List<String> archiveOptions() {
        Path archive = archive();
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off") : List.of();
    }

    static Path archive() {
        return FOLDER.resolve("programs.jsa");
    }

    private static String classPath(Path folder) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> {
                    Path path = Path.of(entry);
                    return FOLDERS.contains(path) ? jar(folder, path).toString() : entry;
                })
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jar(Path folder, Path classes) {
        return folder.resolve(classes.getFileName() + ".jar");
    }

    private static Path make() {
        try {
            Files.createDirectories(HOME);
            // Waits for another Java machine that makes them now.
            try (FileChannel lock =
                    FileChannel.open(HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                Path folder = HOME.resolve(fingerprint());
                Path finished = folder.resolve("finished");
                if (!Files.exists(finished)) {
                    deleteOld();
                    Files.createDirectory(folder);
                    FOLDERS.forEach(classes -> pack(classes, jar(folder, classes)));
                    archive(folder);
                    Files.createFile(finished);
                }
                return folder;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Differs whenever the archive would be refused, or our classes were compiled anew. */
    private static String fingerprint() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(System.getProperty("java.home"))
                .append(System.getProperty("java.vm.version"))
                .append(System.getProperty("java.class.path"));
        for (Path classes : FOLDERS) {
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.sorted().toList()) {
                    text.append(file).append(Files.size(file)).append(Files.getLastModifiedTime(file));
                }
            }
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void deleteOld() throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.walk(HOME, 2)) {
            old = files.filter(file -> !file.equals(HOME) && !file.equals(HOME.resolve("lock")))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }

    private static void pack(Path classes, Path jar) {
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        int code = tool.run(
                System.out,
                System.err,
                "--create",
                "--no-compress",
                "--file",
                jar.toString(),
                "-C",
                classes.toString(),
                ".");
        if (code != 0) {
            throw new IllegalStateException(jar + " could not be made");
        }
    }

    /** Lets the Java machine learn from a rehearsal, as {@code scripts/ringback} does. */
    private static void archive(Path folder) throws IOException, InterruptedException {
        Path said = folder.resolve("rehearsal.log");
        Process rehearsal = JavaLauncher.prepare(
                        JavaLauncher.QUICKLY,
                        classPath(folder),
                        List.of(
                                "-XX:ArchiveClassesAtExit=" + folder.resolve("programs.jsa"),
                                "-Djava.io.tmpdir=" + folder),
                        Ringback.class,
                        List.of("rehearse"))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!rehearsal.waitFor(REHEARSAL_SECONDS, TimeUnit.SECONDS)) {
            rehearsal.destroyForcibly().waitFor();
        }
        Files.writeString(folder.resolve("rehearsal.code"), String.valueOf(rehearsal.exitValue()));
    }
}
