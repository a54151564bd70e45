package dev.ringback.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.JavaLauncher;
import dev.ringback.Ringback;
import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of this version or of an earlier one, in a process of its own, on free ports. */
final class Version implements AutoCloseable {
    /** Names the jar of the released version before this one. */
    private static final String RELEASED = "ringback.earlier";

    /** Names the jar of the first build whose nodes run beside those of later ones. */
    private static final String BESIDE = "ringback.beside";

    private static final Pattern ADDRESSES = Pattern.compile("webhooks come in at (\\S+)/twilio, reads at (\\S+)");
    private static final long SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Launch launch;
    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Matcher> addresses = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread reader = new Thread(this::read, "version-output");

    /** Prepares the program of a version with its arguments. */
    private interface Launch {
        ProcessBuilder with(List<String> arguments);
    }

    private Version(Path folder, String database, Launch launch) throws IOException {
        this.launch = arguments -> {
            ProcessBuilder builder = launch.with(arguments).directory(folder.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("RINGBACK_"));
            builder.environment()
                    .putAll(Map.of(
                            "TWILIO_ACCOUNT_SID",
                            TestCallbacks.ACCOUNT_SID,
                            "TWILIO_AUTH_TOKEN",
                            TestCallbacks.AUTH_TOKEN,
                            "RINGBACK_DATABASE",
                            database));
            return builder.redirectErrorStream(true);
        };
        this.process = this.launch
                .with(List.of("serve", "--callback-listen", "127.0.0.1:0", "--api-listen", "127.0.0.1:0"))
                .start();
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the released version before this one. */
    static Version earlier(Path folder, String database) throws IOException {
        return packaged(RELEASED, folder, database);
    }

    /** Starts the first build whose nodes run beside those of later ones on one PostgreSQL. */
    static Version beside(Path folder, String database) throws IOException {
        return packaged(BESIDE, folder, database);
    }

    private static Version packaged(String property, Path folder, String database) throws IOException {
        Path jar = Path.of(System.getProperty(property, ""));
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError(
                    "-D" + property + " has to name the jar of an earlier version: run scripts/upgrade");
        }
        return new Version(folder, database, arguments -> {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(JavaLauncher.QUICKLY);
            command.addAll(List.of("-jar", jar.toString()));
            command.addAll(arguments);
            return new ProcessBuilder(command);
        });
    }

    /** Starts this version. */
    static Version current(Path folder, String database) throws IOException {
        return new Version(
                folder, database, arguments -> JavaLauncher.prepare(JavaLauncher.QUICKLY, Ringback.class, arguments));
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                Matcher matcher = ADDRESSES.matcher(line);
                if (matcher.find()) {
                    addresses.complete(matcher);
                }
            }
        } catch (IOException killed) {
            said.add(killed.toString());
        }
        addresses.completeExceptionally(new IOException("the process ended: " + said()));
    }

    void awaitReady() throws Exception {
        addresses.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Returns the exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it has not ended: " + said());
        }
        reader.join(); // what it said last is read
        return process.exitValue();
    }

    String said() {
        return String.join("\n", said);
    }

    /** Plays Twilio by this version's own simulator: what it sends is what this version knows. */
    void simulate(int seed, int messages, int calls) throws Exception {
        Process simulating = launch.with(List.of(
                        "simulate",
                        "--target",
                        "http://" + addresses.join().group(1) + "/twilio",
                        "--messages",
                        String.valueOf(messages),
                        "--calls",
                        String.valueOf(calls),
                        "--shuffle",
                        "--duplicates",
                        "10%",
                        "--seed",
                        String.valueOf(seed)))
                .start();
        String told = new String(simulating.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (simulating.waitFor() != 0) {
            throw new AssertionError("the simulation failed: " + told);
        }
    }

    /** Sends a webhook as Twilio would, signed. */
    void send(String form) throws Exception {
        String url = "http://" + addresses.join().group(1) + "/twilio";
        int status = http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header(
                                        "X-Twilio-Signature",
                                        TestServer.sign(TestServer.tokenKey(TestCallbacks.AUTH_TOKEN), url, form))
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        if (status / 100 != 2) {
            throw new AssertionError("the webhook was answered " + status + ": " + said());
        }
    }

    /** Returns the answer to a read of the API, with its status where that is not 200. */
    JsonNode answer(String path) throws Exception {
        String credentials = TestCallbacks.ACCOUNT_SID + ":" + TestCallbacks.AUTH_TOKEN;
        var answered = http.send(
                HttpRequest.newBuilder(URI.create("http://" + addresses.join().group(2) + path))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        // Links name the port of the server.
        String body = answered.body().replace(addresses.join().group(2), "API");
        return answered.statusCode() == 200
                ? JSON.readTree(body)
                : JSON.createObjectNode().put("status", answered.statusCode()).put("body", body);
    }

    /** Returns the members of a page of a list. */
    JsonNode answers(String list) throws Exception {
        JsonNode page = answer(list);
        return page.withArray(
                list.replaceFirst(".*/", "").replaceFirst("\\.json.*", "").toLowerCase(Locale.ROOT));
    }

    /** Returns when everything has been made by the rules of this version. */
    void awaitProjection() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (answer("/health").has("projected_percent")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not everything is made anew: " + said());
            }
            Thread.sleep(50);
        }
    }

    /** Stops it as a supervisor does. */
    void stop() throws InterruptedException {
        process.destroy();
        if (awaitEnd() != 0) {
            throw new AssertionError("it did not stop well: " + said());
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
