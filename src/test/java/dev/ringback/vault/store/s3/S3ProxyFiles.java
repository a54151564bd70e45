package dev.ringback.vault.store.s3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The libraries of S3Proxy, which Maven fetches for {@code src/test/s3proxy/pom.xml} when a test needs them first. */
final class S3ProxyFiles {
    private static final Path FOLDER = Path.of("src", "test", "s3proxy").toAbsolutePath();
    private static final long FETCH_MINUTES = 10;

    private S3ProxyFiles() {}

    static Path logging() {
        return FOLDER.resolve("logback.xml");
    }

    /** The class path; it is an error when it cannot be fetched. */
    static String classPath() throws IOException, InterruptedException {
        Path target = Files.createDirectories(Path.of("target", "s3proxy").toAbsolutePath());
        Path pom = FOLDER.resolve("pom.xml");
        Path found = target.resolve("classpath");
        // Waits for another Java machine that fetches them now.
        try (FileChannel lock =
                FileChannel.open(target.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            boolean isFresh = Files.exists(found)
                    && Files.getLastModifiedTime(found).compareTo(Files.getLastModifiedTime(pom)) > 0;
            if (!isFresh) {
                fetch(pom, found);
            }
            return Files.readString(found).strip();
        }
    }

    private static void fetch(Path pom, Path classPath) throws IOException, InterruptedException {
        Files.deleteIfExists(classPath);
        Path home = Path.of(System.getProperty("test.maven.home", ""), "bin", "mvn");
        String repository = System.getProperty("test.maven.repository", "");
        List<String> command = List.of(
                Files.exists(home) ? home.toString() : "mvn",
                "-B",
                "-ntp",
                "-q",
                "-f",
                pom.toString(),
                repository.isEmpty() ? "-Dringback.s3proxy" : "-Dmaven.repo.local=" + repository,
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + classPath);
        Process maven = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(classPath.resolveSibling("maven.log").toFile())
                .start();
        if (!maven.waitFor(FETCH_MINUTES, TimeUnit.MINUTES) || maven.exitValue() != 0) {
            maven.destroyForcibly();
            throw new IOException("Maven does not fetch the S3 server: "
                    + Files.readString(classPath.resolveSibling("maven.log"), StandardCharsets.UTF_8));
        }
    }
}
