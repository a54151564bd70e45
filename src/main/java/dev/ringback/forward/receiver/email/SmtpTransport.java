package dev.ringback.forward.receiver.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** A conversation with a server, over a connection that there is already. */
final class SmtpTransport extends SMTPTransport {
    private final EmailOptions options;

    private SmtpTransport(EmailOptions options, Session session) {
        super(session, null);
        this.options = options;
    }

    /** @param tls for STARTTLS */
    static SmtpTransport of(EmailOptions options, SSLSocketFactory tls) {
        return new SmtpTransport(options, Session.getInstance(properties(options, tls)));
    }

    /** Returns properties that Angus Mail documents for its package {@code smtp}. */
    private static Properties properties(EmailOptions options, SSLSocketFactory tls) {
        String starttls = Boolean.toString(options.tls() == EmailOptions.Tls.STARTTLS);
        Properties properties = new Properties();
        properties.put("mail.smtp.auth", Boolean.toString(options.username() != null));
        properties.put("mail.smtp.starttls.enable", starttls);
        properties.put("mail.smtp.starttls.required", starttls);
        properties.put("mail.smtp.ssl.socketFactory", tls);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        // One who has left should not keep the others from their mail.
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    Session session() {
        return session;
    }

    /** Logs in with the options' credentials, since a given connection comes without any. */
    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        return super.protocolConnect(host, port, options.username(), options.password());
    }

    /** Closes the connection. Accepted mail stays accepted even if that fails. */
    @Override
    public synchronized void close() {
        try {
            super.close();
        } catch (MessagingException gone) {
            // The connection is closed all the same.
        }
    }
}
