package dev.ringback.forward.receiver.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An SMTP server that answers what it is told to, on a free port of 127.0.0.1, for one connection at a time. */
final class ScriptedSmtpServer implements AutoCloseable {
    private final ServerSocket listener;
    private final @Nullable SSLContext tls;
    private final boolean implicit;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /**
     * @param tls null for none
     * @param implicit whether TLS begins with the first byte, or by STARTTLS
     */
    ScriptedSmtpServer(@Nullable SSLContext tls, boolean implicit) throws IOException {
        this.tls = tls;
        this.implicit = implicit;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    /** Sets the reply to lines that begin like this; {@code .} is the end of a mail, and the empty text stands for the greeting. */
    ScriptedSmtpServer answers(String beginning, String answer) {
        synchronized (answers) {
            answers.put(beginning, answer);
        }
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns the lines of the clients, with {@code (tls)} where that began and without the content of mails. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                lines.add("(connection)");
                converse(implicit ? secure(socket) : socket, true);
            } catch (IOException gone) {
                // The client has left, or the test is over.
            }
        }
    }

    private Socket secure(Socket socket) throws IOException {
        if (tls == null) {
            throw new IOException("no TLS here");
        }
        SSLSocket secured = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        lines.add("(tls)");
        return secured;
    }

    private void converse(Socket socket, boolean greets) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        if (greets) {
            write(socket, answer("", "220 localhost"));
        }
        boolean content = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (content && !line.equals(".")) {
                continue;
            }
            lines.add(line);
            String answer = answer(line, standard(line));
            write(socket, answer);
            content = answer.startsWith("354");
            if (line.equals("STARTTLS") && answer.startsWith("220")) {
                converse(secure(socket), false);
                return;
            }
        }
    }

    private String standard(String line) {
        if (line.startsWith("EHLO")) {
            return "250-localhost\r\n" + (tls == null ? "" : "250-STARTTLS\r\n") + "250 AUTH PLAIN";
        }
        if (line.startsWith("AUTH")) {
            return "235 2.7.0 accepted";
        }
        return switch (line) {
            case "DATA" -> "354 go on";
            case "STARTTLS" -> "220 ready";
            case "." -> "250 2.0.0 queued as 1";
            default -> "250 2.1.0 well";
        };
    }

    private String answer(String line, String otherwise) {
        synchronized (answers) {
            return answers.entrySet().stream()
                    .filter(answer -> answer.getKey().isEmpty() ? line.isEmpty() : line.startsWith(answer.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(otherwise);
        }
    }

    private static void write(Socket socket, String answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
