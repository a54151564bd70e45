package dev.ringback.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A bare Jetty on a free port with one handler, and sockets to talk to it byte by byte. */
public final class TestJetty implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));

    private TestJetty() {}

    public static TestJetty start(Handler handler, Consumer<ServerConnector> beans) throws Exception {
        TestJetty jetty = new TestJetty();
        jetty.connector.setHost("127.0.0.1");
        beans.accept(jetty.connector);
        jetty.server.addConnector(jetty.connector);
        jetty.server.setHandler(handler);
        jetty.server.setErrorHandler(new EmptyErrors());
        jetty.server.start();
        return jetty;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(64 * 1024);
        return configuration;
    }

    /** An open connection; reads on it wait for ten seconds. */
    public Client connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(10_000);
        return new Client(socket);
    }

    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    /** One end of a connection. */
    public record Client(Socket socket) implements AutoCloseable {
        public Client send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        /** The next answer's status and body; 0 when there is none, because the connection was closed. */
        public Answer answer() throws IOException {
            StringBuilder head = new StringBuilder();
            try {
                while (head.indexOf("\r\n\r\n") < 0) {
                    int next = socket.getInputStream().read();
                    if (next < 0) {
                        return new Answer(0, "");
                    }
                    head.append((char) next);
                }
            } catch (SocketException reset) {
                return new Answer(0, "");
            }
            int length = head.indexOf("Content-Length: ");
            byte[] body = length < 0
                    ? new byte[0]
                    : socket.getInputStream()
                            .readNBytes(Integer.parseInt(head.substring(length + 16, head.indexOf("\r\n", length))));
            return new Answer(Integer.parseInt(head.substring(9, 12)), new String(body, StandardCharsets.US_ASCII));
        }

        public boolean isClosedByServer() throws IOException {
            return answer().status() == 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    public record Answer(int status, String body) {}
}
