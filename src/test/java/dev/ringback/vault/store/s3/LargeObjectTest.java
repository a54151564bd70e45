package dev.ringback.vault.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.JavaLauncher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 MB pass through a process that has 64 MB for everything. */
class LargeObjectTest {
    @TempDir
    Path folder;

    @Test
    void aLongObjectIsNotHeldInMemoryOnItsWayToAFolder() throws Exception {
        assertThat(run("folder", folder.resolve("vault").toString())).isEqualTo("the same");
    }

    @Test
    void aLongObjectIsNotHeldInMemoryOnItsWayToABucket() throws Exception {
        try (S3Server server = S3Server.start(folder)) {
            server.createBucket("large", "");

            assertThat(run("s3", server.address().toString(), "large")).isEqualTo("the same");
        }
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        Process program = JavaLauncher.prepare(
                        List.of(
                                "-Xmx64m",
                                "-XX:MaxDirectMemorySize=16m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC"),
                        LargeObjectProgram.class,
                        List.of(arguments))
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        program.waitFor();
        return said.strip();
    }
}
