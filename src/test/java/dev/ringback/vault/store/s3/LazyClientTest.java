package dev.ringback.vault.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.JavaLauncher;
import dev.ringback.Ringback;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has no bucket pays nothing for the client of AWS but its place on the disk. */
class LazyClientTest {
    @TempDir
    Path folder;

    @Test
    void aServerWithoutABucketLoadsNothingOfTheClient() throws Exception {
        Path loaded = folder.resolve("loaded");
        List<String> options = new ArrayList<>(JavaLauncher.QUICKLY);
        options.add("-Xlog:class+load:file=" + loaded);
        options.add("-Djava.io.tmpdir=" + folder);
        Process server = JavaLauncher.prepare(options, Ringback.class, List.of("rehearse"))
                .redirectErrorStream(true)
                .start();
        String said = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(server.waitFor()).as(said).isZero();
        try (Stream<String> lines = Files.lines(loaded)) {
            assertThat(lines).anyMatch(line -> line.contains("dev.ringback.RingbackServer"));
        }
        try (Stream<String> lines = Files.lines(loaded)) {
            assertThat(lines).noneMatch(line -> line.contains("software.amazon") || line.contains("vault.store.s3"));
        }
    }
}
