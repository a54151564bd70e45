package dev.ringback.forward.receiver.email;

import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.Truncation;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Interprets the replies of SMTP servers: by RFC 5321, 4yz is temporary and 5yz is permanent. */
final class SmtpReplies {
    /** Codes of failed authentication (RFC 4954), which somebody may mend. */
    private static final Set<Integer> AUTHENTICATION = Set.of(530, 534, 535, 538);

    private static final int MAX_REASON = 300;

    private SmtpReplies() {}

    static Reply delivered(String response) {
        return Reply.delivered(Truncation.toCharacters(response.strip().replaceAll("\\s+", " "), MAX_REASON));
    }

    /** @param password which a server might repeat; the reply does not */
    static Reply of(MessagingException failed, @Nullable String password) {
        List<Exception> chain = chain(failed);
        String reason = reason(chain, password);
        if (failed instanceof SendFailedException partly
                && partly.getValidSentAddresses() != null
                && partly.getValidSentAddresses().length > 0) {
            // To send it again would give it twice to those who have it.
            return Reply.delivered("not to everyone: " + reason);
        }
        List<Integer> codes = chain.stream()
                .map(SmtpReplies::code)
                .filter(code -> code >= 400)
                .toList();
        boolean forGood = !codes.isEmpty() && codes.stream().allMatch(SmtpReplies::isForGood);
        if (forGood) {
            return Reply.refused(reason);
        }
        boolean lasts =
                chain.stream().anyMatch(SmtpReplies::lasts) || codes.stream().anyMatch(AUTHENTICATION::contains);
        return lasts ? Reply.failedForGood(reason) : Reply.failed(reason);
    }

    /** Wrong credentials and untrusted certificates, which STARTTLS meets in the middle of a conversation. */
    private static boolean lasts(Exception failed) {
        return failed instanceof AuthenticationFailedException || failed instanceof SSLException;
    }

    private static boolean isForGood(int code) {
        return code >= 500 && !AUTHENTICATION.contains(code);
    }

    private static List<Exception> chain(MessagingException failed) {
        List<Exception> chain = new ArrayList<>();
        for (Exception next = failed; next != null && !chain.contains(next); ) {
            chain.add(next);
            next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
        }
        return chain;
    }

    /** 0 where there is none. */
    private static int code(Exception failed) {
        if (failed instanceof SMTPSendFailedException message) {
            return message.getReturnCode();
        }
        if (failed instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return failed instanceof SMTPAddressFailedException address ? address.getReturnCode() : 0;
    }

    private static String reason(List<Exception> chain, @Nullable String password) {
        String reason = chain.stream()
                .map(failed -> String.valueOf(failed.getMessage()).strip().replaceAll("\\s+", " "))
                .distinct()
                .collect(Collectors.joining(": "));
        return Truncation.toCharacters(
                password == null || password.isEmpty() ? reason : reason.replace(password, "***"), MAX_REASON);
    }
}
