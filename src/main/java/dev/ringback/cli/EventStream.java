package dev.ringback.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Follows the running server's stream of events, also across cut connections and restarts: it connects again with the id of the last event it
 * has seen, so that none is missed.
 */
final class EventStream {
    /** Names the oldest event that the server still has. */
    static final String BEGINNING = "beginning";

    private static final String PATH = "/ringback/v1/stream";
    private static final String NDJSON = "application/x-ndjson";
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;

    /** An id of no database. The server answers where its log begins and ends, which nothing else tells before the first event. */
    private static final String ID_OF_NONE = "0000000000000000-0";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerApi api;
    private final String query;
    private final PrintWriter err;
    private final Patience patience;
    private final boolean fromBeginning;
    private String position;
    private Duration pause;
    private boolean hasConnected;
    private boolean troubleIsTold;

    /**
     * Follows the stream as far as a filter lets it through.
     *
     * @param query of the filters, encoded; empty for everything
     * @param after the id of the event that was seen last, {@link #BEGINNING}, or null for what comes from now on
     * @param err where it is said, once each time, that the connection was lost
     */
    EventStream(ServerApi api, String query, @Nullable String after, PrintWriter err) {
        this(api, query, after, err, Patience.USUAL);
    }

    EventStream(ServerApi api, String query, @Nullable String after, PrintWriter err, Patience patience) {
        this.api = api;
        this.query = query;
        this.err = err;
        this.patience = patience;
        this.pause = patience.shortestPause();
        this.fromBeginning = BEGINNING.equals(after);
        this.position = after == null || fromBeginning ? ID_OF_NONE : after;
    }

    /**
     * Says how long to wait for what.
     *
     * @param answer how long a connection may take to be answered at all
     * @param silence how long a connection may tell nothing, not even that it lives
     * @param shortestPause before connecting again
     * @param longestPause to which it grows while nothing is told
     */
    record Patience(Duration answer, Duration silence, Duration shortestPause, Duration longestPause) {
        /** Waits for three heartbeats of the server. */
        static final Patience USUAL = new Patience(
                Duration.ofSeconds(30), Duration.ofSeconds(45), Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    /** Takes what the stream tells. */
    interface Reader {
        /** Takes an event as the line that came and as what it says, and returns whether there is to be another. */
        boolean take(String line, JsonNode element);
    }

    /**
     * Reads until the reader wants no more.
     *
     * @throws StreamRefusedException when the server does not answer the first time, or gives a reason why it never will
     * @throws InterruptedException when interrupted
     */
    void follow(Reader reader) throws StreamRefusedException, InterruptedException {
        boolean wantsMore = true;
        while (wantsMore) {
            wantsMore = connect(reader);
        }
    }

    /** Connects once and reads until the end of the connection, then pauses; and tells whether the reader wants more. */
    private boolean connect(Reader reader) throws StreamRefusedException, InterruptedException {
        try {
            HttpResponse<InputStream> answer = api.send(request(), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 200) {
                    return read(answer, body, reader);
                }
                String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                JsonNode error = parsed(text);
                if (answer.statusCode() == GONE && position.equals(ID_OF_NONE)) {
                    position = place(error, fromBeginning ? "beginning" : "end");
                    return true;
                }
                if (answer.statusCode() != TOO_MANY && answer.statusCode() < 500) {
                    throw refusal(answer.statusCode(), error);
                }
                pause(said(answer.statusCode(), error), retryAfter(answer));
            }
        } catch (ConnectException nobody) {
            if (!hasConnected) {
                throw new StreamRefusedException(ServerApi.nobodyAt(api.url(PATH)));
            }
            pause("no server answers at " + api.url(PATH), Duration.ZERO);
        } catch (HttpTimeoutException silent) {
            pause("nothing answers at " + api.url(PATH), Duration.ZERO);
        } catch (IOException cut) {
            pause("the connection to " + api.url(PATH) + " was cut", Duration.ZERO);
        }
        return true;
    }

    private HttpRequest request() {
        URI url = api.url(query.isEmpty() ? PATH : PATH + "?" + query);
        return HttpRequest.newBuilder(url)
                .timeout(patience.answer())
                .header("Accept", NDJSON)
                .header("Last-Event-ID", position)
                .build();
    }

    /** Reads lines, of which empty ones are heartbeats. */
    private boolean read(HttpResponse<InputStream> answer, InputStream body, Reader reader)
            throws IOException, StreamRefusedException, InterruptedException {
        if (!answer.headers().firstValue("Content-Type").orElse("").startsWith(NDJSON)) {
            throw noStream();
        }
        hasConnected = true;
        try (SilenceWatch watch = new SilenceWatch(body, patience.silence());
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            watch.start();
            String line;
            while ((line = lines.readLine()) != null) {
                watch.heard();
                pause = patience.shortestPause();
                troubleIsTold = false;
                if (!line.isBlank()) {
                    JsonNode element = parsed(line);
                    String id = element.path("id").asText("");
                    if (id.isEmpty()) {
                        // The connection broke within the line: it comes again, as a whole.
                        break;
                    }
                    position = id;
                    if (!reader.take(line, element)) {
                        return false;
                    }
                }
            }
        }
        pause("the connection to " + api.url(PATH) + " has ended", Duration.ZERO);
        return true;
    }

    /** Says what is wrong if it is news, and waits before the next attempt, longer each time. */
    private void pause(String trouble, Duration wanted) throws InterruptedException {
        if (!troubleIsTold) {
            err.println("ringback: " + trouble + "; connecting again until it works");
            err.flush();
            troubleIsTold = true;
        }
        Thread.sleep(
                atMostLongest(pause.compareTo(wanted) >= 0 ? pause : wanted).toMillis());
        pause = atMostLongest(pause.multipliedBy(2));
    }

    private Duration atMostLongest(Duration wanted) {
        return wanted.compareTo(patience.longestPause()) > 0 ? patience.longestPause() : wanted;
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    private StreamRefusedException refusal(int status, JsonNode error) throws StreamRefusedException {
        if (status == GONE) {
            return new StreamRefusedException(said(status, error) + "; --after " + place(error, "beginning")
                    + " begins with the oldest event there is, --after " + place(error, "end")
                    + " with what comes next");
        }
        if (ServerApi.isRefusal(status) && error.has("message")) {
            return new StreamRefusedException(said(status, error) + "; the server at " + api.url("")
                    + " takes none of the credentials of these settings for that: does it run with others?");
        }
        return error.has("message") ? new StreamRefusedException(said(status, error)) : noStream();
    }

    private static String said(int status, JsonNode error) {
        String message = Printable.line(error.path("message").asText(""));
        return message.isEmpty() ? "the server answers " + status : status + ": " + message;
    }

    private String place(JsonNode error, String name) throws StreamRefusedException {
        String id = Printable.line(error.path(name).asText(""));
        if (id.isEmpty() || id.equals(ID_OF_NONE)) {
            throw noStream();
        }
        return id;
    }

    private StreamRefusedException noStream() {
        return new StreamRefusedException("no Ringback that has streams answers at " + api.url(PATH));
    }

    /** Reads JSON; what is none has no members. */
    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException none) {
            return JSON.missingNode();
        }
    }
}
