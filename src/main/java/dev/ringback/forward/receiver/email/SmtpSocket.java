package dev.ringback.forward.receiver.email;

import dev.ringback.forward.receiver.email.EmailOptions.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.WriteTimeoutSocket;

/** A connection to an address that has been checked: its name is looked up no second time, since it could lead elsewhere by then. */
final class SmtpSocket implements AutoCloseable {
    /** Multiple of the time limit for each reply and each part sent: servers scan mails before they accept them. */
    private static final int ANSWER = 4;
    /** Multiple of the time limit for the whole conversation, however slowly the server replies. */
    private static final int ALL = 20;

    private final Socket plain;
    private final Socket socket;
    private final CompletableFuture<Void> deadline = new CompletableFuture<>();

    /**
     * Connects, and where TLS is implicit shakes hands. The certificate has to be for the host's name.
     *
     * @param patience for connecting; a multiple of it for the rest
     */
    SmtpSocket(EmailOptions options, InetAddress address, Duration patience, SSLSocketFactory tls) throws IOException {
        int connect = Math.toIntExact(patience.toMillis());
        // STARTTLS takes the name to check from the address; one that has it never asks for another.
        InetAddress named = InetAddress.getByAddress(options.host(), address.getAddress());
        plain = new WriteTimeoutSocket(new Socket(), ANSWER * connect);
        var unused = deadline.completeOnTimeout(null, (long) ALL * connect, TimeUnit.MILLISECONDS)
                .thenRun(() -> hangUp(plain));
        try {
            plain.setSoTimeout(ANSWER * connect);
            plain.connect(new InetSocketAddress(named, options.port()), connect);
            socket = options.tls() == Tls.IMPLICIT ? shakeHands(plain, options, tls) : plain;
        } catch (IOException failed) {
            deadline.cancel(false);
            hangUp(plain);
            throw failed;
        }
    }

    private static Socket shakeHands(Socket plain, EmailOptions options, SSLSocketFactory tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, options.host(), options.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        deadline.cancel(false);
        hangUp(plain);
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }
}
