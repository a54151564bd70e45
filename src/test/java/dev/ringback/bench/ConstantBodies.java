package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes from a live server what the constant one is to answer, so that both send the same bytes. */
final class ConstantBodies {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerProcess live;

    ConstantBodies(ServerProcess live) {
        this.live = live;
    }

    /** Writes a message, a list of 50 and a timeline where {@link CeilingServer} looks for them. */
    Path into(Path folder, String sid) {
        try {
            Files.write(folder.resolve("message.json"), get(Paths.message(sid)));
            Files.write(folder.resolve("list.json"), get(Paths.list("PageSize=50")));
            Files.write(folder.resolve("timeline.json"), get(Paths.timeline(sid)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + live.apiPort() + path))
                .header("Authorization", BenchAccount.basicAuth())
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
