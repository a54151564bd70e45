package dev.ringback.web.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.model.Account;
import dev.ringback.web.live.EventStreamParser.Block;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of changes over a socket of its own, strictly, in either format, and remembers where it is as a browser does. Whatever takes longer than
 * a minute is an error. Used by one thread.
 */
public final class StreamClient implements AutoCloseable {
    private static final String PATH = "/ringback/v1/stream";
    private static final int PATIENCE_MILLIS = 60_000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Socket socket;
    private final InputStream input;
    private final int status;
    private final Map<String, String> headers;
    private final boolean asLines;

    @SuppressWarnings("NullAway.Init") // where the answer is a stream
    private InputStream body;

    @SuppressWarnings("NullAway.Init") // likewise
    private EventStreamParser parser;

    private String lastId;
    private int signsOfLife;
    private boolean atEnd;

    private StreamClient(Socket socket, boolean asLines, String lastId) throws IOException {
        this.socket = socket;
        this.asLines = asLines;
        this.lastId = lastId;
        this.input = new BufferedInputStream(socket.getInputStream());
        this.status = Integer.parseInt(line().split(" ", 3)[1]);
        this.headers = headers();
        if (status == 200) {
            this.body = body();
            this.parser = new EventStreamParser(body);
        }
    }

    /**
     * Holds a change that a stream has told.
     *
     * @param id to go on behind
     * @param json the object as it came
     */
    public record Told(String id, JsonNode json) {
        JsonNode event() {
            return json.get("event");
        }

        /** How many changes a summary tells of. */
        long count() {
            return json.get("count").asLong();
        }

        JsonNode resource() {
            return json.get("resource");
        }

        /** The id in the log. */
        public long eventId() {
            return event().get("id").asLong();
        }

        /** What the event is about; null where it names nothing. */
        public String sid() {
            return event().get("sid").textValue();
        }
    }

    /** Describes a request for a stream. */
    public static final class Opening {
        private final URI url;
        private final List<String> query = new ArrayList<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String method = "GET";
        private String lastId = "";
        private String more = "";
        private int receiveBuffer;

        private Opening(String apiUrl) {
            this.url = URI.create(apiUrl);
            headers.put("Host", url.getAuthority());
        }

        /** With the account's credentials. */
        public Opening as(Account account) {
            return as(account.sid(), account.authTokens().get(0));
        }

        public Opening as(String user, String password) {
            headers.put(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        /** With a piece of the query, encoded already; it may hold several parameters. */
        public Opening with(String parameters) {
            if (!parameters.isEmpty()) {
                query.add(parameters);
            }
            return this;
        }

        /** From behind that place, which is said as a browser says it. */
        public Opening after(String id) {
            lastId = id;
            return header("Last-Event-ID", id);
        }

        public Opening header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** As newline-delimited JSON. */
        public Opening asLines() {
            return header("Accept", "application/x-ndjson");
        }

        Opening as(Format format) {
            return format == Format.LINES ? asLines() : header("Accept", "text/event-stream");
        }

        Opening method(String name) {
            method = name;
            return this;
        }

        /** Sends more bytes after the request, before anything is answered. */
        Opening followedBy(String text) {
            more = text;
            return this;
        }

        /** Has little room for what comes and is not read. */
        Opening receiveBuffer(int bytes) {
            receiveBuffer = bytes;
            return this;
        }

        /** Sends the request alone. */
        Socket send() throws IOException {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            socket.setSoTimeout(PATIENCE_MILLIS);
            StringBuilder head = new StringBuilder(method + ' ' + PATH)
                    .append(query.isEmpty() ? "" : "?" + String.join("&", query))
                    .append(" HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream().write((head + "\r\n" + more).getBytes(StandardCharsets.UTF_8));
            return socket;
        }

        /** Sends the request, and waits for the head of its answer. */
        public StreamClient open() throws IOException {
            Socket socket = send();
            try {
                return new StreamClient(socket, "application/x-ndjson".equals(headers.get("Accept")), lastId);
            } catch (IOException | RuntimeException failed) {
                socket.close();
                throw failed;
            }
        }

        /** Opens the stream, and returns when it has begun: it tells whatever is stored from now on. */
        public StreamClient begin() throws IOException {
            StreamClient client = open();
            client.demandBegin();
            return client;
        }
    }

    /** Names the formats. */
    enum Format {
        EVENTS,
        LINES
    }

    /** Says how the body of a stream ended. */
    public enum Ending {
        COMPLETE,
        CUT
    }

    /** Describes a request to the server at that URL of its API door. */
    public static Opening at(String apiUrl) {
        return new Opening(apiUrl);
    }

    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("no whole head came");
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            all.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return all;
    }

    /** A stream that has ended before anything was sent has a length: none. */
    private InputStream body() throws IOException {
        String length = headers.get("content-length");
        return length == null
                ? new ChunkedInput(input)
                : new ByteArrayInputStream(input.readNBytes(Integer.parseInt(length)));
    }

    public int status() {
        return status;
    }

    /** Returns a header of the answer by its name in lower case; null where there is none. */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** Returns the body of an answer that is no stream. */
    JsonNode error() throws IOException {
        return JSON.readTree(input.readNBytes(Integer.parseInt(headers.get("content-length"))));
    }

    /** Returns where this client would go on; empty where it would say nothing. */
    public String lastId() {
        return lastId;
    }

    /** Returns how many signs of life have come. */
    int signsOfLife() {
        return signsOfLife;
    }

    int retryMillis() {
        return parser.retryMillis();
    }

    Socket socket() {
        return socket;
    }

    private void demandBegin() throws IOException {
        if (status != 200) {
            throw new IOException("answered " + status + " " + error());
        }
        if (read().isPresent()) {
            throw new IOException("a change came before the beginning");
        }
    }

    /** Waits for the next change. */
    public Told next() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        Optional<Told> told = Optional.empty();
        while (told.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("nothing came but signs of life");
            }
            told = read();
        }
        return told.get();
    }

    /** Waits for that many changes. */
    public List<Told> next(int count) throws IOException {
        List<Told> all = new ArrayList<>(count);
        while (all.size() < count) {
            all.add(next());
        }
        return all;
    }

    /** Waits for changes up to the first that matches, which is the last of those returned. */
    public List<Told> upTo(Predicate<Told> last) throws IOException {
        List<Told> all = new ArrayList<>();
        do {
            all.add(next());
        } while (!last.test(all.get(all.size() - 1)));
        return all;
    }

    /** Waits for the next change about something. */
    public List<Told> upTo(String sid) throws IOException {
        return upTo(told -> sid.equals(told.sid()));
    }

    /** Reads the changes that have come already. */
    List<Told> come() throws IOException {
        List<Told> all = new ArrayList<>();
        while (body.available() > 0) {
            read().ifPresent(all::add);
        }
        return all;
    }

    /** Waits for the next block or line; empty where that is no change. */
    Optional<Told> read() throws IOException {
        return asLines ? nextLine() : nextBlock();
    }

    private Optional<Told> nextLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = body.read(); next != '\n'; next = body.read()) {
            if (next < 0) {
                throw ended();
            }
            bytes.write(next);
        }
        if (bytes.size() == 0) {
            signsOfLife++;
            return Optional.empty();
        }
        return Optional.of(told(bytes.toString(StandardCharsets.UTF_8)));
    }

    private Optional<Told> nextBlock() throws IOException {
        Optional<Block> next = parser.next();
        if (next.isEmpty()) {
            throw ended();
        }
        Block block = next.get();
        if (!block.id().isEmpty()) {
            lastId = block.id();
        }
        if (block.data().isEmpty()) {
            signsOfLife++;
            return Optional.empty();
        }
        Told told = told(block.data().get());
        String type = told.json().has("count") ? "changed" : "message";
        if (!told.id().equals(block.id()) || !block.type().equals(type)) {
            throw new IOException("event " + block.type() + " with id " + block.id() + " tells of " + told.id());
        }
        return Optional.of(told);
    }

    private Told told(String text) throws JsonProcessingException {
        JsonNode json = JSON.readTree(text);
        lastId = json.get("id").textValue();
        return new Told(lastId, json);
    }

    private EOFException ended() {
        atEnd = true;
        return new EOFException("the stream has ended");
    }

    /** Reads on until the stream has ended. */
    public Ending ending() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException | SocketException over) {
            return atEnd ? Ending.COMPLETE : Ending.CUT;
        }
    }

    /** Returns the status of the next answer on the same connection. */
    int nextStatus() throws IOException {
        return Integer.parseInt(line().split(" ", 3)[1]);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
