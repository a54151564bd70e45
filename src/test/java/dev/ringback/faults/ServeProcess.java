package dev.ringback.faults;

import dev.ringback.JavaLauncher;
import dev.ringback.Ringback;
import dev.ringback.TestCallbacks;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real {@code serve} in a Java machine of its own, which can be killed. Ends with the tests at the latest. */
final class ServeProcess implements AutoCloseable {
    private static final Pattern ADDRESSES = Pattern.compile("webhooks come in at \\S+:(\\d+)/twilio, reads at (\\S+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final long START_SECONDS = 60;
    private static final int KEPT_LINES = 500;

    private final Process process;
    private final Deque<String> lines = new ArrayDeque<>();
    private final CompletableFuture<Matcher> addresses = new CompletableFuture<>();

    private ServeProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "serve-output");
        reader.setDaemon(true);
        reader.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** What is to be started. */
    static final class Recipe {
        private final String database;
        private final int port;
        private final List<String> javaOptions = new ArrayList<>(List.of("-XX:+UseSerialGC"));
        private Class<?> program = Ringback.class;
        private int apiPort;
        private int openFiles;
        private String publicUrl = "";
        private String config = "";

        /** @param port of the callback door */
        Recipe(Path database, int port) {
            this("jdbc:sqlite:" + database, port);
        }

        /** @param database the URL of any */
        Recipe(String database, int port) {
            this.database = database;
            this.port = port;
        }

        /** What Twilio was given, where that is not the callback door's own address. */
        Recipe publicUrl(String url) {
            publicUrl = url;
            return this;
        }

        /** The port of the API door, where it outlives a restart; any free one without this. */
        Recipe apiPort(int port) {
            apiPort = port;
            return this;
        }

        /** The file with more settings. */
        Recipe config(Path file) {
            config = file.toString();
            return this;
        }

        Recipe javaOption(String option) {
            javaOptions.add(option);
            return this;
        }

        /** Compiles quickly rather than well: where it is started often. */
        Recipe forManyStarts() {
            javaOptions.addAll(JavaLauncher.QUICKLY);
            return this;
        }

        /** How long requests are held while the database cannot be written; 12 s without this. */
        Recipe patience(Duration patience) {
            program = ServeMain.class;
            return javaOption("-D" + ServeMain.PATIENCE + "=" + patience);
        }

        /** The most files and connections the process may have open. */
        Recipe openFiles(int most) {
            openFiles = most;
            return this;
        }

        /** Starts it, and returns at once. */
        ServeProcess spawn() throws IOException {
            List<String> arguments = new ArrayList<>();
            if (program.equals(Ringback.class)) {
                arguments.add("serve");
            }
            arguments.addAll(List.of("--callback-listen", "127.0.0.1:" + port, "--api-listen", "127.0.0.1:" + apiPort));
            ProcessBuilder builder =
                    JavaLauncher.prepare(javaOptions, program, arguments).redirectErrorStream(true);
            if (openFiles > 0) {
                builder.command()
                        .addAll(0, List.of("bash", "-c", "ulimit -n " + openFiles + " && exec \"$@\"", "serve"));
            }
            builder.environment().put("TWILIO_ACCOUNT_SID", TestCallbacks.ACCOUNT_SID);
            builder.environment().put("TWILIO_AUTH_TOKEN", TestCallbacks.AUTH_TOKEN);
            builder.environment().put("RINGBACK_DATABASE", database);
            builder.environment().put("RINGBACK_PUBLIC_URL", publicUrl);
            builder.environment().put("RINGBACK_CONFIG", config);
            return new ServeProcess(builder.start());
        }

        /** Starts it, and returns when both doors are open. */
        ServeProcess start() throws Exception {
            ServeProcess serve = spawn();
            try {
                serve.addresses.get(START_SECONDS, TimeUnit.SECONDS);
                return serve;
            } catch (Exception e) {
                serve.close();
                throw new IllegalStateException("serve did not start; it said: " + serve.said(), e);
            }
        }
    }

    /** A port that is free now. It is chosen beforehand, because it is part of what is signed and outlives a restart. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
                Matcher matcher = ADDRESSES.matcher(line);
                if (matcher.find()) {
                    addresses.complete(matcher);
                }
            }
        } catch (IOException killed) {
            keep(killed.toString());
        }
        addresses.completeExceptionally(new IOException("the process ended"));
    }

    private synchronized void keep(String line) {
        lines.add(line);
        if (lines.size() > KEPT_LINES) {
            lines.remove();
        }
    }

    /** The last lines it wrote. */
    synchronized String said() {
        return String.join("\n", lines);
    }

    /** The address of a path at its API door. */
    String apiUrl(String path) {
        return "http://" + addresses.join().group(2) + path;
    }

    /** Of {@code /health}. */
    int health() {
        return RestAssured.get(apiUrl("/health")).statusCode();
    }

    /** The sum of all samples of that name in {@code /metrics}; 0 when there are none. */
    double metric(String name) {
        return RestAssured.get(apiUrl("/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Megabytes of memory that are really there. */
    long residentMegabytes() throws IOException {
        Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        if (!matcher.find()) {
            throw new IOException("no VmRSS");
        }
        return Long.parseLong(matcher.group(1)) / 1024;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns when it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and how the process ended. */
    int terminate(Duration patience) throws InterruptedException, TimeoutException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("it did not stop; it said: " + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
