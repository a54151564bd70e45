package dev.ringback.bench;

import dev.ringback.bench.client.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Says how a caller gets to know that a message is final.
 *
 * @param path of a SID
 * @param ending what is in an answer that says so
 * @param pauseNanos from one question to the next
 */
record Way(UnaryOperator<String> path, Pattern ending, long pauseNanos) {
    static final Way WAIT = new Way(Paths::untilTerminal, Pattern.compile("\"reached\"\\s*:\\s*true"), 0);

    /** As one has to ask Twilio. */
    static Way poll(Duration pause) {
        return new Way(Paths::message, Pattern.compile("\"status\"\\s*:\\s*\"delivered\""), pause.toNanos());
    }

    byte[] request(String sid) {
        return get(path.apply(sid));
    }

    boolean saysFinal(Answer answer) {
        return ending.matcher(answer.body()).find();
    }

    /** A request to the API door. */
    static byte[] get(String path) {
        return "GET %s HTTP/1.1\r\nHost: ringback.example.com\r\nAuthorization: %s\r\n\r\n"
                .formatted(path, BenchAccount.basicAuth())
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
