package dev.ringback.bench;

import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.TwilioSignature;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Signed requests as bytes, ready to be sent by {@code post.lua}. Made before the measurement: signing would take the time of the server. */
record RequestFiles(Path prefix, int requests) {

    /**
     * Writes one file for each thread of wrk.
     *
     * @param requests in all files together
     */
    static RequestFiles write(Path prefix, long seed, int threads, int requests) {
        return write(prefix, threads, requests, thread -> new StatusTraffic(seed, thread, threads));
    }

    /** @param traffic of each thread */
    static RequestFiles write(Path prefix, int threads, int requests, IntFunction<StatusTraffic> traffic) {
        IntStream.range(0, threads).parallel().forEach(thread -> {
            try {
                write(file(prefix, thread), traffic.apply(thread), requests / threads);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new RequestFiles(prefix, requests);
    }

    private static Path file(Path prefix, int thread) {
        return prefix.resolveSibling(prefix.getFileName() + "-" + thread);
    }

    private static void write(Path file, StatusTraffic traffic, int requests) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int i = 0; i < requests; i++) {
                byte[] request = request(traffic.next()).getBytes(StandardCharsets.ISO_8859_1);
                out.write("%04d".formatted(request.length).getBytes(StandardCharsets.ISO_8859_1));
                out.write(request);
            }
        }
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // What the kernel would write back later it would write while the server waits for its own syncs.
            written.force(true);
        }
    }

    /** One request, with the headers Twilio sends. */
    static String request(String form) {
        return """
                POST /twilio HTTP/1.1
                Host: hooks.example.com
                User-Agent: TwilioProxy/1.1
                Accept: */*
                I-Twilio-Idempotency-Token: %s
                X-Twilio-Signature: %s
                Content-Type: application/x-www-form-urlencoded; charset=utf-8
                Content-Length: %d

                """.formatted(
                                UUID.nameUUIDFromBytes(form.getBytes(StandardCharsets.ISO_8859_1)),
                                TwilioSignature.sign(BenchAccount.KEY, BenchAccount.PUBLIC_URL, FormBody.parse(form)),
                                form.length())
                        .replace("\n", "\r\n")
                + form;
    }

    void delete() {
        try {
            int thread = 0;
            while (Files.deleteIfExists(file(prefix, thread))) {
                thread++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
