package dev.ringback.web.handler;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.ringback.forward.mute.InvalidSilenceException;
import dev.ringback.forward.rule.Timespan;
import dev.ringback.model.Silence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the page that silences. Everything that others have written is escaped, and nothing runs in it. Safe for use by many threads. */
final class SilenceHtml {
    /** Durations that the page offers. */
    static final List<Choice> DURATIONS = List.of(
            new Choice("1h", "1 hour", false),
            new Choice("2h", "2 hours", true),
            new Choice("8h", "8 hours", false),
            new Choice("24h", "24 hours", false),
            new Choice("7d", "7 days", false));

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String style = resource("silence.css");
    private final Template template =
            Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(resource("silence.mustache"));

    /** Describes a duration as the form sends it, and as people read it. */
    record Choice(String value, String text, boolean chosen) {}

    /** Describes a silence as the page shows it. */
    private record Line(long id, String until, String machineUntil, String left, String by, String comment) {
        static Line of(Silence silence, Instant now) {
            long minutes =
                    Duration.between(now, silence.endsAt()).plusSeconds(59).toMinutes();
            return new Line(
                    silence.id(),
                    moment(silence.endsAt()),
                    silence.endsAt().toString(),
                    Timespan.format(Duration.ofMinutes(Math.max(1, minutes))),
                    silence.createdBy(),
                    silence.comment());
        }
    }

    /**
     * Writes the page of a link.
     *
     * @param silences of exactly what the link names
     * @param done what has just been done; may be empty
     * @param problem why it could not be done; may be empty
     */
    String page(String rule, List<String> matchers, List<Silence> silences, Instant now, String done, String problem) {
        return template.execute(Map.of(
                "style",
                style,
                "title",
                silences.isEmpty() ? "Silence alerts" : "Alerts are silenced",
                "link",
                Map.of("rule", rule, "matchers", matchers),
                "silences",
                silences.stream().map(silence -> Line.of(silence, now)).toList(),
                "durations",
                DURATIONS,
                "action",
                silences.isEmpty() ? "Silence" : "Add a silence",
                "done",
                done,
                "problem",
                problem));
    }

    /** Writes the page for whoever has no valid link. */
    String refusal() {
        return template.execute(
                Map.of(
                        "style",
                        style,
                        "title",
                        "This link is not valid",
                        "link",
                        false,
                        "done",
                        "",
                        "problem",
                        "It was cut or changed on its way, or the auth token that signed it is in use no more. Open the link of a newer notice."));
    }

    /** Allows the page's own style and its own form, and nothing else. */
    String contentSecurityPolicy() {
        return "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    /** Writes a moment in words. */
    static String moment(Instant moment) {
        return MOMENT.format(moment);
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
