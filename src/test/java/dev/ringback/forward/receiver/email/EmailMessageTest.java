package dev.ringback.forward.receiver.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.TestOptions;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.PrivateNetworkGuard;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the mails that people get. */
class EmailMessageTest {
    private static final String PASSWORD = "open sesame";

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private int port;

    private final OutboundHttp http =
            new OutboundHttp(new PrivateNetworkGuard(List.of("localhost")), Duration.ofSeconds(10));

    @BeforeEach
    void start() {
        mailServer.start();
        port = mailServer.getSmtp().getPort();
        mailServer.setUser("ringback@example.com", "ringback", PASSWORD);
    }

    @AfterEach
    void stop() throws IOException {
        mailServer.stop();
        http.close();
    }

    @Test
    void aNoticeIsAMail() throws Exception {
        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(reply.reason()).startsWith("250 ");
        assertThat(mailServer.getReceivedMessages()).hasSize(2);
        MimeMessage mail = received(0);
        assertThat(mail.getSubject()).isEqualTo("30007 Message filtered, 12 times, +14155550100");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("Ringback <ringback@example.com>");
        assertThat(mail.getRecipients(RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("ops@example.com", "\"Night, Duty\" <night@example.com>");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(TestRenderedNotices.AT);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(plain(mail)).isEqualTo(TestRenderedNotices.firing().text());
        assertThat(html(mail))
                .contains("<h2>30007 Message filtered, 12 times, +14155550100</h2>")
                .contains("<tr><th align=\"left\" valign=\"top\">From</th><td>+14155550100</td></tr>")
                .contains("<li>12:00:00 SMS to +14155550101 <a href=\"https://ringback.example/messages/SM1\">")
                .contains("<a href=\"https://ringback.example/silence?key=a1b2c3&amp;for=4h\">Silence for 4 hours</a>");
    }

    @Test
    void allOfAGroupAreOneThread() throws Exception {
        send(TestRenderedNotices.firing());
        send(TestRenderedNotices.resolved());
        MimeMessage first = received(0);
        MimeMessage second = received(1);

        assertThat(first.getMessageID()).endsWith("@example.com>").isNotEqualTo(second.getMessageID());
        assertThat(first.getHeader("References", ""))
                .isEqualTo("<ringback.a1b2c3@example.com>")
                .isEqualTo(second.getHeader("References", ""));
        assertThat(first.getHeader("In-Reply-To")).containsExactly("<ringback.a1b2c3@example.com>");
        assertThat(second.getHeader("In-Reply-To")).containsExactly("<ringback.a1b2c3@example.com>");
        assertThat(second.getSubject()).startsWith("Resolved: ");
    }

    @Test
    void anotherAttemptHasTheSameId() throws Exception {
        send(TestRenderedNotices.firing());
        send(TestRenderedNotices.firing());

        assertThat(received(1).getMessageID()).isEqualTo(received(0).getMessageID());
    }

    @Test
    void noTextBecomesAHeader() throws Exception {
        RenderedNotice firing = TestRenderedNotices.firing();
        send(new RenderedNotice(
                "1\r\nBcc: first@example.org",
                "k>\r\nBcc: second@example.org",
                firing.state(),
                firing.severity(),
                "Title\r\nBcc: third@example.org\r\n\r\nBody\nX: y\u0085Z",
                firing.text(),
                Map.of(),
                1,
                1,
                firing.since(),
                firing.at(),
                List.of(),
                List.of(),
                List.of()));

        MimeMessage mail = received(0);
        assertThat(mailServer.getReceivedMessages()).hasSize(2);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("X")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Title Bcc: third@example.org Body X: y Z");
        assertThat(mail.getMessageID()).doesNotContain("\n", " ").endsWith("@example.com>");
        assertThat(mail.getHeader("References", "")).matches("<[^<>\\s]+@example.com>");
        assertThat(plain(mail)).isEqualTo(firing.text());
        // There is nothing else to show.
        assertThat(html(mail)).contains("Rule: filtered<br>\n12 times since 11:30 UTC.<br>\n");
    }

    @Test
    void markupIsTextInHtml() throws Exception {
        send(TestRenderedNotices.markup());

        assertThat(plain(received(0))).contains(TestRenderedNotices.MARKUP);
        assertThat(html(received(0)))
                .contains("&lt;b&gt;&amp;amp; *bold*", "&lt;!channel&gt;", "&quot;quoted&quot;")
                .doesNotContain("<b>", "<!channel>", "'''", "<https:");
    }

    @Test
    void enormousNoticesAreCutButTheirLinesAreNot() throws Exception {
        Reply reply = send(TestRenderedNotices.enormous());

        assertThat(reply.outcome()).isEqualTo(Outcome.DELIVERED);
        MimeMessage mail = received(0);
        assertThat(mail.getSubject()).isEqualTo(TestRenderedNotices.enormous().title());
        assertThat(plain(mail).length()).isBetween(99_000, 100_000);
        assertThat(html(mail).length()).isLessThan(1_000_000);
        // RFC 5322, 2.1.1.
        assertThat(Arrays.stream(GreenMailUtil.getWholeMessage(mail).split("\r?\n", -1)))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    }

    @Test
    void aWrongPasswordIsAFailureThatDoesNotRepeatIt() {
        TestOptions options = options().and("password", "open barley");

        Reply reply = Email.read(options).apply(http).send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(reply.reason()).startsWith("535 ").doesNotContain("barley");
        assertThat(mailServer.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsAFailure() {
        mailServer.stop();

        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(reply.reason()).containsIgnoringCase("refused");
    }

    private TestOptions options() {
        return TestOptions.of("host", "localhost")
                .and("port", port)
                .and("tls", "none")
                .and("username", "ringback")
                .and("password", PASSWORD)
                .and("from", "Ringback <ringback@example.com>")
                .and("to", List.of("ops@example.com", "\"Night, Duty\" <night@example.com>"));
    }

    private Reply send(RenderedNotice notice) {
        TestOptions options = options();
        Reply reply = Email.read(options).apply(http).send(notice);
        assertThat(options.problems()).isEmpty();
        assertThat(options.unknown()).isEmpty();
        return reply;
    }

    /** In one of the two mailboxes. */
    private MimeMessage received(int index) {
        return mailServer.getReceivedMessagesForDomain("ops@example.com")[index];
    }

    private static String plain(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 0, "text/plain; charset=UTF-8");
    }

    private static String html(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 1, "text/html; charset=UTF-8");
    }

    private static String part(MimeMessage mail, int index, String type) throws MessagingException, IOException {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(index).getContentType()).isEqualTo(type);
        return ((String) parts.getBodyPart(index).getContent()).replace("\r\n", "\n");
    }
}
