package dev.ringback.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own. What it says goes into a file, which is shown when it fails. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESSES =
            Pattern.compile("webhooks come in at \\S+:(\\d+)/twilio, reads at \\S+:(\\d+)");
    private static final long START_SECONDS = 60;
    private static final int KILOBYTE = 1024;

    private final Process process;
    private final Path output;
    private int callbackPort;
    private int apiPort;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a server, and does not wait for it. */
    static ServerProcess start(Path folder, List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile(folder, "server", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new ServerProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it has said its ports, as {@code serve} does. */
    void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        Matcher matcher = ADDRESSES.matcher("");
        while (!matcher.reset(said()).find()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not start:\n" + said());
            }
            Pause.millis(20);
        }
        callbackPort = Integer.parseInt(matcher.group(1));
        apiPort = Integer.parseInt(matcher.group(2));
    }

    String said() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int callbackPort() {
        return callbackPort;
    }

    int apiPort() {
        return apiPort;
    }

    long pid() {
        return process.pid();
    }

    /** The most memory it has held so far, shared libraries and mapped files included. */
    long peakResidentBytes() {
        return status("VmHWM") * KILOBYTE;
    }

    /** A figure that the kernel keeps of it, in kilobytes where it is memory; 0 where there is none of that name. */
    long status(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many events it has stored since it was started. */
    long storedEvents() {
        return (long) metric("ringback_events_total");
    }

    /** How many requests wait for their answer. */
    long waiting() {
        return (long) metric("ringback_waiting_requests");
    }

    /** One of its metrics, all labels together; 0 where there is none of that name. */
    private double metric(String name) {
        try (InputStream answer =
                URI.create("http://127.0.0.1:" + apiPort + "/metrics").toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it as an operator would, and waits until it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not stop:\n" + said());
            }
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
