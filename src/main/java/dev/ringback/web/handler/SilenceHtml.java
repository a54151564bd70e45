package dev.ringback.web.handler;

import dev.ringback.forward.mute.InvalidSilenceException;
import dev.ringback.model.Silence;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Writes the page that silences. Everything that others have written is escaped, and nothing runs in it. Safe for use by many threads. */
final class SilenceHtml {
    /** Durations that the page offers. */
    static final List<SilenceView.Choice> DURATIONS = List.of(
            new SilenceView.Choice("1h", "1 hour", false),
            new SilenceView.Choice("2h", "2 hours", true),
            new SilenceView.Choice("8h", "8 hours", false),
            new SilenceView.Choice("24h", "24 hours", false),
            new SilenceView.Choice("7d", "7 days", false));

    private final String style = resource("silence.css");
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    /**
     * Writes the page of a link.
     *
     * @param silences of exactly what the link names
     * @param done what has just been done; may be empty
     * @param problem why it could not be done; may be empty
     */
    String page(String rule, List<String> matchers, List<Silence> silences, Instant now, String done, String problem) {
        return render(new SilenceView(
                style,
                silences.isEmpty() ? "Silence alerts" : "Alerts are silenced",
                new SilenceView.Link(rule, matchers),
                silences.stream()
                        .map(silence -> SilenceView.Line.of(silence, now))
                        .toList(),
                DURATIONS,
                done,
                problem));
    }

    /** Writes the page for whoever has no valid link. */
    String refusal() {
        return render(
                new SilenceView(
                        style,
                        "This link is not valid",
                        null,
                        List.of(),
                        DURATIONS,
                        "",
                        "It was cut or changed on its way, or the auth token that signed it is in use no more. Open the link of a newer notice."));
    }

    private String render(SilenceView page) {
        StringOutput html = new StringOutput();
        templates.render("silence.jte", page, html);
        return html.toString();
    }

    /** Allows the page's own style and its own form, and nothing else. */
    String contentSecurityPolicy() {
        return "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    /** Explains to people why a silence cannot be. */
    static String problem(InvalidSilenceException invalid) {
        String field = invalid.field().equals("created_by") ? "name" : invalid.field();
        return "The " + field + " " + invalid.problem() + ".";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }

    private static String resource(String name) {
        try (InputStream file = SilenceHtml.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not there");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("read " + name, e);
        }
    }
}
