package dev.ringback.forward.receiver.email;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.PrivateNetworkGuard;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * People with mailboxes, reached through one SMTP server. Each notice is a mail of its own; those of a group form a thread. It is delivered
 * when the server has taken it for at least one of them.
 */
public final class Email implements Receiver {
    private final EmailOptions options;
    private final PrivateNetworkGuard targets;
    private final Duration patience;
    private final SSLSocketFactory tls;

    /**
     * @param patience for connecting; four times as long for each answer, and twenty times for all together
     * @param tls says whose certificates are trusted
     */
    Email(EmailOptions options, PrivateNetworkGuard targets, Duration patience, SSLSocketFactory tls) {
        this.options = options;
        this.targets = targets;
        this.patience = patience;
        this.tls = tls;
    }

    /**
     * Reads {@code host}, {@code from}, {@code to}, a list; and what may be missing: {@code port}, {@code tls}, {@code username} and
     * {@code password}.
     */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        EmailOptions read = EmailOptions.read(options);
        return http -> new Email(read, http.targets(), http.patience(), http.tlsSockets());
    }

    @Override
    public Reply send(RenderedNotice notice) {
        try (SmtpSocket connection = connection();
                SmtpTransport transport = SmtpTransport.of(options, tls)) {
            transport.connect(connection.socket());
            MimeMessage message = new EmailMessage(transport.session(), options.from(), options.to(), notice).compose();
            transport.sendMessage(message, message.getAllRecipients());
            return SmtpReplies.delivered(transport.getLastServerResponse());
        } catch (SSLException untrusted) {
            return Reply.failedForGood("TLS: " + untrusted.getMessage());
        } catch (UnknownHostException unknown) {
            return Reply.failedForGood("unknown host: " + unknown.getMessage());
        } catch (IOException failed) {
            return Reply.failed(failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage());
        } catch (MessagingException failed) {
            return SmtpReplies.of(failed, options.password());
        }
    }

    /** Connects to the first of the server's addresses that accepts. */
    private SmtpSocket connection() throws IOException {
        IOException failed = new UnknownHostException(options.host());
        for (InetAddress address : targets.resolve(options.host())) {
            try {
                return new SmtpSocket(options, address, patience, tls);
            } catch (IOException next) {
                failed = next;
            }
        }
        throw failed;
    }
}
