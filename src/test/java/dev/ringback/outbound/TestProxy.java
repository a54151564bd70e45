package dev.ringback.outbound;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on a free port of 127.0.0.1: it tunnels (CONNECT), and forwards what is asked for by a whole URL. Every host that ends in {@code
 * .test} is on this machine for it.
 */
final class TestProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final @Nullable String credentials;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /**
     * Holds a request of a client.
     *
     * @param line the first line of the request
     */
    record Asked(String line, List<String> headers) {
        boolean has(String header) {
            return headers.stream()
                    .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(header.toLowerCase(Locale.ROOT) + ":"));
        }
    }

    private TestProxy(ServerSocket listening, @Nullable String credentials) {
        this.listening = listening;
        this.credentials = credentials;
    }

    /** @param credentials user and password with a colon between, without which it answers 407; null to ask for none */
    static TestProxy start(@Nullable String credentials) {
        try {
            TestProxy proxy = new TestProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), credentials);
            thread(proxy::accept);
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Everything that it was asked for, refused or not. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                thread(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (Asked request = read(in); request != null; request = read(in)) {
                asked.add(request);
                if (credentials != null && !request.headers().contains("Proxy-Authorization: Basic " + basic())) {
                    answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
                } else if (request.line().startsWith("CONNECT ")) {
                    tunnel(client, in, request.line().split(" ", -1)[1]);
                    return;
                } else {
                    forward(client, in, request);
                    return;
                }
            }
        } catch (IOException gone) {
            // one of both has hung up
        }
    }

    private String basic() {
        return Base64.getEncoder().encodeToString(String.valueOf(credentials).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(Socket client, String statusAndHeaders) throws IOException {
        client.getOutputStream()
                .write(("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static void tunnel(Socket client, InputStream in, String authority) throws IOException {
        int colon = authority.lastIndexOf(':');
        try (Socket server = connect(authority.substring(0, colon), Integer.parseInt(authority.substring(colon + 1)))) {
            client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            thread(() -> copy(in, server));
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void forward(Socket client, InputStream in, Asked request) throws IOException {
        String[] parts = request.line().split(" ", -1);
        URI url = URI.create(parts[1]);
        try (Socket server = connect(url.getHost(), url.getPort() < 0 ? 80 : url.getPort())) {
            List<String> head = new ArrayList<>();
            head.add(parts[0] + " " + url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                    + " HTTP/1.1");
            request.headers().stream()
                    .filter(header -> !header.startsWith("Proxy-") && !header.startsWith("Connection:"))
                    .forEach(head::add);
            head.add("Connection: close");
            server.getOutputStream()
                    .write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            thread(() -> copy(in, server));
            InputStream answer = new BufferedInputStream(server.getInputStream());
            client.getOutputStream()
                    .write((line(answer) + "\r\nConnection: close\r\n").getBytes(StandardCharsets.US_ASCII));
            answer.transferTo(client.getOutputStream());
        }
    }

    private static Socket connect(String host, int port) throws IOException {
        return new Socket(host.endsWith(".test") ? "127.0.0.1" : host, port);
    }

    private static void copy(InputStream from, Socket to) {
        try {
            from.transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // one of both has hung up
        }
    }

    private static @Nullable Asked read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        return lines.isEmpty() ? null : new Asked(lines.get(0), lines.subList(1, lines.size()));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
