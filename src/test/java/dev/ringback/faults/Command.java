package dev.ringback.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tools of the operating system that make trouble. */
final class Command {
    private Command() {}

    static void run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }

    /** Whether that worked here: it may need root, or a tool that is not there. */
    static boolean works(String... command) throws InterruptedException {
        try {
            run(command);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
