package dev.ringback.forward.receiver.email;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Truncation;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;

/**
 * A mail: plain text, and the same as HTML. Threads are formed by {@code References} and {@code In-Reply-To} (RFC 5322), here to a mail that
 * never was, which all of a group name. {@code Auto-Submitted} (RFC 3834) keeps those who are away from answering.
 */
final class EmailMessage {
    /** Longest text; some mail programs show more only on request. */
    private static final int MAX_TEXT = 100_000;

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final InternetAddress from;
    private final List<InternetAddress> to;
    private final RenderedNotice notice;

    EmailMessage(Session session, InternetAddress from, List<InternetAddress> to, RenderedNotice notice) {
        this.session = session;
        this.from = from;
        this.to = to;
        this.notice = notice;
    }

    MimeMessage compose() throws MessagingException {
        // Ids of notices are our own database's; with the moment no other of the domain has the same.
        String id = identifier(notice.id() + "." + notice.at().toEpochMilli());
        String thread = identifier(notice.key());
        MimeMessage message = new IdentifiedMessage(session, id);
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, to.toArray(InternetAddress[]::new));
        message.setSubject(oneLine(notice.title()), UTF_8);
        message.setSentDate(Date.from(notice.at()));
        message.setHeader("In-Reply-To", thread);
        message.setHeader("References", thread);
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart alternatives = new MimeMultipart("alternative");
        alternatives.addBodyPart(part(Truncation.toCharacters(notice.text(), MAX_TEXT), "plain"));
        alternatives.addBodyPart(part(EmailHtml.of(notice), "html"));
        message.setContent(alternatives);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    /** Encoded, it has no character that an identifier must not have. */
    private String identifier(String name) {
        String domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
        return "<ringback." + URLEncoder.encode(name, StandardCharsets.UTF_8) + "@" + domain + ">";
    }

    /** A break in it would end the header, and what follows would be headers of somebody else's. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
    }

    private static final class IdentifiedMessage extends MimeMessage {
        private final String id;

        IdentifiedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
