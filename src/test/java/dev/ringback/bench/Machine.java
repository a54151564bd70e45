package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On what was measured. */
final class Machine {
    private static final int SYNCS = 200;
    private static final int PAGE = 4_096;

    private Machine() {}

    static String processors() {
        return Runtime.getRuntime().availableProcessors() + " x "
                + field(Path.of("/proc/cpuinfo"), "model name\\s*:\\s*(.+)");
    }

    static String memory() {
        long kilobytes = Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal:\\s*(\\d+)"));
        return Report.format("%.0f GB", kilobytes * 1024 / 1e9);
    }

    static String kernel() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    /** How many wanted a processor in the last minute. */
    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    static String java() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    }

    /** What the folder lies on, and how long it takes to append a page and have it synced. */
    static String disk(Path folder) {
        long[] nanos = new long[SYNCS];
        try {
            Path file = Files.createTempFile(folder, "sync", null);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (int i = 0; i < SYNCS; i++) {
                    long began = System.nanoTime();
                    channel.write(ByteBuffer.allocate(PAGE));
                    channel.force(false);
                    nanos[i] = System.nanoTime() - began;
                }
            } finally {
                Files.delete(file);
            }
            Arrays.sort(nanos);
            return Report.format(
                    "%s; a synced append of one page takes %.2f ms (p50), %.2f ms (p99)",
                    fileSystem(folder), nanos[SYNCS / 2] / 1e6, nanos[SYNCS * 99 / 100] / 1e6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String fileSystem(Path folder) {
        try {
            return Files.getFileStore(folder).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(Path file, String pattern) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            return matcher.find() ? matcher.group(1) : "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
