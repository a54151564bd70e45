package dev.ringback.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The load generator: an external program, so that its work is not ours. */
record Wrk(Path scripts, int threads, int connections) {

    /** With so many connections instead, on one thread. */
    Wrk lone(int otherConnections) {
        return new Wrk(scripts, 1, otherConnections);
    }

    /** Sends prepared requests, each once. */
    Load post(int port, RequestFiles requests, int seconds) {
        return await(startPost(port, requests, seconds));
    }

    Process startPost(int port, RequestFiles requests, int seconds) {
        return start(
                "post.lua",
                "http://127.0.0.1:" + port,
                seconds,
                requests.prefix().toString());
    }

    /** Reads paths of a file in random order. */
    Load get(int port, Path paths, int seconds) {
        return await(startGet(port, paths, seconds));
    }

    /** The same, but no longer than until each thread has sent so many. */
    void get(int port, Path paths, int requestsEach, int seconds) {
        await(start("get.lua", "http://127.0.0.1:" + port, seconds, paths.toString(), String.valueOf(requestsEach)));
    }

    Process startGet(int port, Path paths, int seconds) {
        return start("get.lua", "http://127.0.0.1:" + port, seconds, paths.toString());
    }

    private Process start(String script, String url, int seconds, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "--threads",
                String.valueOf(threads),
                "--connections",
                String.valueOf(connections),
                "--duration",
                seconds + "s",
                "--timeout",
                "15s",
                "--header",
                "Authorization: " + BenchAccount.basicAuth(),
                "--script",
                scripts.resolve(script).toString(),
                url,
                "--"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IllegalStateException("wrk could not be started", e);
        }
    }

    /** Waits for the end of a run. */
    static Load await(Process wrk) {
        try {
            String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = wrk.waitFor();
            return Load.parse(exit == 0 ? said : "")
                    .orElseThrow(() -> new IllegalStateException("wrk failed:\n" + said));
        } catch (IOException e) {
            throw new IllegalStateException("wrk cannot be heard", e);
        } catch (InterruptedException e) {
            wrk.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
