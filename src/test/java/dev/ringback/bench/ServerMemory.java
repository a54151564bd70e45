package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a server needs when nothing happens, after a collection of garbage.
 *
 * @param residentBytes all of the process
 * @param heapBytes objects that live
 */
record ServerMemory(long residentBytes, long heapBytes, long threads) {
    private static final Pattern USED = Pattern.compile("(?:generation|heap) +total \\d+K, used (\\d+)K");
    private static final int KILOBYTE = 1024;
    private static final int QUIET_MILLIS = 1_000;

    static ServerMemory afterCollection(ServerProcess server) {
        Pause.millis(QUIET_MILLIS);
        jcmd(server, "GC.run");
        // Some memory is let go by the first only for the second to find.
        jcmd(server, "GC.run");
        Pause.millis(QUIET_MILLIS);
        Matcher used = USED.matcher(jcmd(server, "GC.heap_info"));
        long heap = used.results()
                .mapToLong(found -> Long.parseLong(found.group(1)) * KILOBYTE)
                .sum();
        return new ServerMemory(server.status("VmRSS") * KILOBYTE, heap, server.status("Threads"));
    }

    private static String jcmd(ServerProcess server, String command) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(server.pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd failed:\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
