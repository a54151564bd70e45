package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class JavaLauncherTest {
    @Test
    void classesOfAProgramComeFromTheArchive() throws Exception {
        List<String> options = new ArrayList<>(JavaLauncher.QUICKLY);
        options.add("-Xlog:class+load");
        Process version = JavaLauncher.prepare(options, Ringback.class, List.of("--version"))
                .redirectErrorStream(true)
                .start();

        String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(version.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains(" " + Ringback.class.getName() + " source: ")))
                .singleElement()
                .asString()
                .contains("shared objects file (top)");
    }

    @Test
    void theRehearsalThatMadeTheArchiveWentWellAndLeftNothingBehind() throws Exception {
        Path folder = ProgramFiles.archive().resolveSibling(".");

        assertThat(folder.resolve("rehearsal.code")).hasContent("0");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("ringback-rehearsal"));
        }
    }
}
