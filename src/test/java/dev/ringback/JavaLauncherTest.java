package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
}
