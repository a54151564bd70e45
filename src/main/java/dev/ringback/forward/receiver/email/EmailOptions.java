package dev.ringback.forward.receiver.email;

import dev.ringback.forward.receiver.ReceiverOptions;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the server, the sender and the recipients.
 *
 * @param username null where the server asks for none, as the password then is
 */
record EmailOptions(
        String host,
        int port,
        Tls tls,
        @Nullable String username,
        @Nullable String password,
        InternetAddress from,
        List<InternetAddress> to) {
    /** The ports of submission: with STARTTLS (RFC 6409), and with implicit TLS (RFC 8314). */
    private static final int SUBMISSION = 587;

    private static final int SUBMISSIONS = 465;

    /** Names the way in which the connection is encrypted. */
    enum Tls {
        /** Begun by the STARTTLS command, without which nothing is sent. */
        STARTTLS,
        /** TLS from the first byte on. */
        IMPLICIT,
        NONE
    }

    EmailOptions {
        to = List.copyOf(to);
    }

    static EmailOptions read(ReceiverOptions options) {
        String host = options.required("host");
        Tls tls = options.parsed("tls", Tls.STARTTLS, EmailOptions::tls);
        int port = options.parsed("port", tls == Tls.IMPLICIT ? SUBMISSIONS : SUBMISSION, EmailOptions::port);
        Optional<String> username = options.text("username");
        Optional<String> password = options.secret("password");
        if (username.isPresent() != password.isPresent()) {
            options.problem(
                    username.isPresent() ? "password" : "username",
                    "is missing: a username and a password belong together");
        }
        options.required("from");
        InternetAddress from = options.parsed("from", new InternetAddress(), EmailOptions::address);
        return new EmailOptions(host, port, tls, username.orElse(null), password.orElse(null), from, to(options));
    }

    private static List<InternetAddress> to(ReceiverOptions options) {
        List<String> texts = options.texts("to");
        if (texts.isEmpty()) {
            options.problem("to", "is missing");
        }
        List<InternetAddress> to = new ArrayList<>();
        for (String text : texts) {
            try {
                to.add(address(text));
            } catch (IllegalArgumentException wrong) {
                options.problem("to", String.valueOf(wrong.getMessage()));
            }
        }
        return to;
    }

    private static Tls tls(String text) {
        return Arrays.stream(Tls.values())
                .filter(tls -> tls.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of starttls, implicit, none"));
    }

    private static int port(String text) {
        if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("must be a number from 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static InternetAddress address(String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException wrong) {
            throw new IllegalArgumentException("must be an address like name@example.com", wrong);
        }
    }

    /** Returns host and port, without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
