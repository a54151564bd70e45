package dev.ringback.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The server that Ringback has to be worth its weight beside: a small mirror for Node, with Fastify and better-sqlite3, in
 * {@code src/test/node/peer}. JavaScript has one thread, so it takes one processor at most.
 */
final class Peer {
    private static final Path HOME = Path.of("src/test/node/peer");

    private Peer() {}

    /** Whether its libraries are there, which {@code src/test/node/peer/install} fetches. */
    static boolean installed() {
        return Files.exists(HOME.resolve("node_modules/.installed"));
    }

    /** @throws IllegalStateException when they are not */
    static void require() {
        if (!installed()) {
            throw new IllegalStateException("src/test/node/peer/install has not been run; --without-peer does without");
        }
    }

    /** The version of the Node that runs it. */
    static String node() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> command(String program, Path database) {
        return List.of("node", HOME.resolve(program).toString(), database.toString());
    }

    static Map<String, String> environment() {
        return Map.of(
                "TWILIO_ACCOUNT_SID",
                BenchAccount.SID,
                "TWILIO_AUTH_TOKEN",
                BenchAccount.AUTH_TOKEN,
                "PUBLIC_URL",
                BenchAccount.PUBLIC_URL,
                "NODE_ENV",
                "production");
    }

    /** A database of the peer with the same messages, built unless it is there already. */
    static Path filled(MessageDatabase database) {
        Path file = database.file().resolveSibling("peer-of-" + database.file().getFileName());
        if (Files.exists(file)) {
            return file;
        }
        try {
            // Built elsewhere, so that what was broken off is not mistaken for the whole
            Path folder = Files.createTempDirectory(file.getParent(), "build");
            Path unfinished = folder.resolve("peer.db");
            fill(unfinished, database);
            Files.move(unfinished, file);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void fill(Path file, MessageDatabase database) throws IOException {
        Process filling = new ProcessBuilder(command("fill.mjs", file))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedWriter callbacks = filling.outputWriter()) {
            Iterator<String> lines = database.callbacks().iterator();
            while (lines.hasNext()) {
                callbacks.write(lines.next());
                callbacks.newLine();
            }
        }
        try {
            if (filling.waitFor() != 0) {
                throw new IllegalStateException("the database of the peer was not filled");
            }
        } catch (InterruptedException e) {
            filling.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
